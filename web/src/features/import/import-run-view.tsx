import type { ImportRun } from "@market/shared";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { App, Progress } from "antd";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { ConfirmButton } from "../../components/confirm-button.tsx";
import { DownloadButton } from "../../components/download-button.tsx";
import { ProblemAlert } from "../../components/problem-alert.tsx";
import { RecordTable } from "../../components/record-table.tsx";
import { importErrorsPath, importRunQuery, usePublishImport } from "./import-api.ts";

const ERRORS_AT_FIRST = 50;
const figures = ["received", "added", "unchanged", "rejected"] as const;

/** An import as it goes and what became of it: how many rows went in, and which cell of which row did not, and why. */
export function ImportRunView({ runId }: { runId: string }) {
  const { t } = useTranslation("import");
  const run = useQuery(importRunQuery(runId));
  useRefreshWhenOver(run.data);
  if (run.isLoadingError) return <ProblemAlert error={run.error} onRetry={() => void run.refetch()} />;
  if (run.data === undefined) return null;
  const { fileName, state, rows, read, report, errorsLeftOut } = run.data;
  const percent = rows === 0 ? 100 : Math.floor((read / rows) * 100);
  return (
    <section className="card" aria-live="polite">
      <h2>{t("report", { fileName })}</h2>
      <p>
        <span className={`tag tag--${toneOf[state]}`}>{t(`state.${state}`)}</span>{" "}
        <span className="muted">{t("progress", { read, rows })}</span>
      </p>
      {state === "running" && <Progress percent={percent} status="active" aria-label={t("state.running")} />}
      {(state === "interrupted" || state === "failed") && (
        <p className="alert alert--warning">{t(`hint.${state}`)}</p>
      )}
      <dl className="import-figures">
        {figures.map((figure) => (
          <div key={figure}>
            <dt className="muted">{t(figure)}</dt>
            <dd className="number">{report[figure]}</dd>
          </div>
        ))}
      </dl>
      {state !== "running" && report.added > 0 && <NextSteps run={run.data} />}
      {report.errors.length > 0 && (
        <>
          <div className="row import-errors">
            <p>{t("errorsHint")}</p>
            <DownloadButton path={importErrorsPath(runId)}>{t("errorsFile")}</DownloadButton>
          </div>
          <RecordTable
            label={t("errors")}
            keyOf={({ row, column, message }) => `${row} ${column} ${message}`}
            items={report.errors}
            columns={[
              { title: t("row"), dataIndex: "row" },
              { title: t("column"), dataIndex: "column" },
              {
                title: t("value"),
                key: "value",
                render: (_, { value }) => <span className="import-value">{value}</span>,
              },
              { title: t("message"), dataIndex: "message" },
            ]}
            empty={null}
            shownAtFirst={ERRORS_AT_FIRST}
          />
          {errorsLeftOut > 0 && <p className="muted">{t("errorsLeftOut", { count: errorsLeftOut })}</p>}
        </>
      )}
    </section>
  );
}

const toneOf = { running: "primary", done: "success", failed: "danger", interrupted: "warning" } as const;

/** Where to go with what came in; drafts may be published together. */
function NextSteps({ run }: { run: ImportRun }) {
  const { t } = useTranslation("import");
  const { message } = App.useApp();
  const publish = usePublishImport();
  if (run.kind === "contracts") {
    return (
      <p>
        <Link to="/contracts?status=registered">{t("seeContracts")}</Link>
        {" · "}
        <Link to="/turnover">{t("seeTurnover")}</Link>
      </p>
    );
  }
  const left = publish.data?.left ?? [];
  return (
    <>
      <div className="row">
        <ConfirmButton
          type="primary"
          question={t("publishQuestion")}
          loading={publish.isPending}
          onConfirm={() =>
            publish.mutate(run.id, {
              onSuccess: ({ published }) => void message.success(t("published", { count: published })),
              onError: (error) => void message.error(error.message),
            })
          }
        >
          {t("publishAll")}
        </ConfirmButton>
        <Link className="button" to={`/workspace/${run.kind}?status=draft`}>
          {t("seeDrafts")}
        </Link>
      </div>
      {left.length > 0 && (
        <ul>
          {left.map(({ id, title, detail }) => (
            <li key={id}>
              <Link to={`/workspace/${run.kind}/${id}/edit`}>{title}</Link>: {detail}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

/** What came in changes lists and figures that were read before. */
function useRefreshWhenOver(run: ImportRun | undefined): void {
  const queryClient = useQueryClient();
  const state = run?.state;
  const kind = run?.kind;
  useEffect(() => {
    if (state === undefined || state === "running" || kind === undefined) return;
    for (const key of kind === "contracts" ? ["contracts", "turnover", "targets"] : [kind]) {
      void queryClient.invalidateQueries({ queryKey: [key] });
    }
    void queryClient.invalidateQueries({ queryKey: ["imports", "list"] });
  }, [state, kind, queryClient]);
}
