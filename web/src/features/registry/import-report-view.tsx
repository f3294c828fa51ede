import type { ImportReport } from "@market/shared";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { RecordTable } from "../../components/record-table.tsx";
import "./registry.css";

const ERRORS_AT_FIRST = 50;

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
          <RecordTable
            label={t("import.errors")}
            keyOf={({ row, column, message }) => `${row} ${column} ${message}`}
            items={report.errors}
            columns={[
              { title: t("import.row"), dataIndex: "row" },
              { title: t("import.column"), dataIndex: "column" },
              {
                title: t("import.value"),
                key: "value",
                render: (_, { value }) => <span className="registry-value">{value}</span>,
              },
              { title: t("import.message"), dataIndex: "message" },
            ]}
            empty={null}
            shownAtFirst={ERRORS_AT_FIRST}
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
