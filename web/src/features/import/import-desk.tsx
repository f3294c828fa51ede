import { InboxOutlined } from "@ant-design/icons";
import type { ImportKindName, ImportRun } from "@market/shared";
import { useQuery } from "@tanstack/react-query";
import { type TableColumnsType, Upload } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { DownloadButton } from "../../components/download-button.tsx";
import { InstantText } from "../../components/instant-text.tsx";
import { PageHeader } from "../../components/page-header.tsx";
import { ProblemAlert } from "../../components/problem-alert.tsx";
import { RecordTable } from "../../components/record-table.tsx";
import { useUrlFilters } from "../../components/url-filters.ts";
import "./import.css";
import { importPath, importRunsQuery, useStartImport } from "./import-api.ts";
import { ImportRunView } from "./import-run-view.tsx";

const homeOf = {
  contracts: "/registry",
  results: "/workspace/results",
  demands: "/workspace/demands",
} as const satisfies Record<ImportKindName, string>;

/** Where a sheet of one kind is handed in, followed while it is brought in, and read about afterwards. */
export function ImportDesk({ kind }: { kind: ImportKindName }) {
  const { t } = useTranslation(["import", "app"]);
  // The import looked at stands in the address: a reload follows it on.
  const filters = useUrlFilters(["run"]);
  const start = useStartImport(kind);
  const runId = filters.values.run;

  return (
    <div className="stack">
      <PageHeader
        title={t(`title.${kind}`)}
        subtitle={t(`subtitle.${kind}`)}
        actions={
          <>
            <Link className="button button--small" to={homeOf[kind]}>
              {t("back")}
            </Link>
            <DownloadButton path={importPath(kind)}>{t("template")}</DownloadButton>
          </>
        }
      />
      <Upload.Dragger
        accept=".xlsx,.csv"
        multiple={false}
        showUploadList={false}
        disabled={start.isPending}
        beforeUpload={(file) => {
          start.mutate(file, { onSuccess: ({ id }) => filters.set({ run: id }) });
          // The file goes out through the same door as everything else, not by the component's own request.
          return false;
        }}
      >
        <p className="import-drop__picture">
          <InboxOutlined aria-hidden="true" />
        </p>
        <p>{t(start.isPending ? "sending" : "drop")}</p>
        <p className="muted">{t("dropHint")}</p>
      </Upload.Dragger>
      {start.isError && <ProblemAlert error={start.error} />}
      {runId !== undefined && <ImportRunView key={runId} runId={runId} />}
      <LastRuns kind={kind} />
    </div>
  );
}

function LastRuns({ kind }: { kind: ImportKindName }) {
  const { t } = useTranslation("import");
  const runs = useQuery(importRunsQuery(kind));
  if (runs.data === undefined || runs.data.items.length === 0) return null;
  const columns: TableColumnsType<ImportRun> = [
    {
      key: "fileName",
      title: t("file"),
      render: (_, { id, fileName }) => <Link to={`?run=${id}`}>{fileName}</Link>,
    },
    { key: "startedBy", title: t("by"), render: (_, { startedBy }) => startedBy.name },
    { key: "startedAt", title: t("at"), render: (_, { startedAt }) => <InstantText at={startedAt} /> },
    { key: "state", title: t("stateHeading"), render: (_, { state }) => t(`state.${state}`) },
    { key: "added", title: t("added"), align: "right", render: (_, { report }) => report.added },
    { key: "rejected", title: t("rejected"), align: "right", render: (_, { report }) => report.rejected },
  ];
  return (
    <section>
      <h2 className="import-heading">{t("lastRuns")}</h2>
      <RecordTable
        label={t("lastRuns")}
        items={runs.data.items}
        keyOf={({ id }) => id}
        columns={columns}
        empty={null}
      />
    </section>
  );
}
