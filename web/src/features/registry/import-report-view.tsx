import type { ImportReport } from "@market/shared";
import { Table } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import "./registry.css";

/** What became of a sheet: how many rows went in, and which cell of which row did not, and why. */
export function ImportReportView({ report, fileName }: { report: ImportReport; fileName: string }) {
  const { t } = useTranslation("registry");
  const figures = ["received", "added", "unchanged", "rejected"] as const;
  return (
    <section className="card" aria-live="polite">
      <h2>{t("import.report", { fileName })}</h2>
      <dl className="registry-figures">
        {figures.map((figure) => (
          <div key={figure}>
            <dt className="muted">{t(`import.${figure}`)}</dt>
            <dd className="number">{report[figure]}</dd>
          </div>
        ))}
      </dl>
      {report.errors.length > 0 && (
        <>
          <p>{t("import.errorsHint")}</p>
          <Table
            aria-label={t("import.errors")}
            rowKey={({ row, column, message }) => `${row} ${column} ${message}`}
            dataSource={report.errors}
            scroll={{ x: "max-content" }}
            pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
            columns={[
              { title: t("import.row"), dataIndex: "row", className: "number" },
              { title: t("import.column"), dataIndex: "column" },
              { title: t("import.value"), dataIndex: "value", className: "registry-value" },
              { title: t("import.message"), dataIndex: "message" },
            ]}
          />
        </>
      )}
      {report.added > 0 && (
        <p>
          <Link to="/contracts?status=registered">{t("import.seeContracts")}</Link>
          {" · "}
          <Link to="/turnover">{t("import.seeTurnover")}</Link>
        </p>
      )}
    </section>
  );
}
