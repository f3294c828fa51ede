import type { RetryWork, WorkItem } from "@market/shared";
import { useQuery } from "@tanstack/react-query";
import { App, Button, type TableColumnsType } from "antd";
import { useTranslation } from "react-i18next";
import { readinessQuery } from "../../app/readiness.ts";
import { EmptyState } from "../../components/empty-state.tsx";
import { InstantText } from "../../components/instant-text.tsx";
import { PageHeader } from "../../components/page-header.tsx";
import { PageSkeleton } from "../../components/page-skeleton.tsx";
import { ProblemAlert } from "../../components/problem-alert.tsx";
import { RecordTable } from "../../components/record-table.tsx";
import { StatTile } from "../../components/stat-tile.tsx";
import { useRetryWork, workQuery } from "./work-api.ts";

export default function WorkPage() {
  const { t } = useTranslation(["work", "app"]);
  const { message } = App.useApp();
  const work = useQuery(workQuery);
  const dependencies = useQuery(readinessQuery).data?.dependencies ?? [];
  const retry = useRetryWork();
  const retryWork = (body: RetryWork) =>
    retry.mutate(body, {
      onSuccess: ({ retried }) => void message.success(t("retried", { count: retried })),
      onError: (error) => void message.error(error.message),
    });

  if (work.isPending) return <PageSkeleton />;
  if (work.isLoadingError) return <ProblemAlert error={work.error} onRetry={() => void work.refetch()} />;
  const { pending, failing, keywordsOnly, items, workers, asOf } = work.data;

  const columns: TableColumnsType<WorkItem> = [
    { title: t("kind"), key: "kind", render: (_, item) => t(`kindOf.${item.kind}`) },
    {
      title: t("subject"),
      key: "title",
      render: (_, item) => <span className="table-title">{item.title}</span>,
    },
    { title: t("task"), key: "task", render: (_, item) => t(`taskOf.${item.task}`) },
    {
      title: t("dueAt"),
      key: "dueAt",
      render: (_, item) => item.dueAt !== null && <InstantText at={item.dueAt} />,
    },
    { title: t("attempts"), dataIndex: "attempts" },
    {
      title: t("lastError"),
      key: "lastError",
      render: (_, item) => item.lastError !== null && <code className="table-title">{item.lastError}</code>,
    },
    {
      title: t("app:actions"),
      key: "acts",
      render: (_, { kind, id, task }) =>
        task === "index" &&
        (kind === "demand" || kind === "result") && (
          <Button onClick={() => retryWork({ kind, id })}>{t("retry")}</Button>
        ),
    },
  ];
  return (
    <>
      <PageHeader
        title={t("title")}
        subtitle={t("hint")}
        actions={
          <Button
            type="primary"
            disabled={failing === 0}
            loading={retry.isPending}
            onClick={() => retryWork({})}
          >
            {t("retryAll")}
          </Button>
        }
      />
      <div className="stack">
        <div className="stat-tiles">
          <StatTile label={t("pending")} value={pending} />
          <StatTile label={t("failing")} value={failing} tone={failing > 0 ? "danger" : undefined} />
          <StatTile label={t("keywordsOnly")} value={keywordsOnly} />
          <StatTile
            label={t("workers")}
            value={workers.length}
            tone={workers.length === 0 ? "danger" : undefined}
          />
        </div>
        <section className="card">
          <h2>{t("dependencies")}</h2>
          <dl className="facts">
            {dependencies.map(({ name, state, detail }) => (
              <div key={name} className="facts__group">
                <dt>{t(`dependencyOf.${name}`, { defaultValue: name })}</dt>
                <dd>
                  <span className={`tag ${state === "ok" ? "tag--success" : "tag--danger"}`}>
                    {t(`stateOf.${state}`)}
                  </span>{" "}
                  {state !== "ok" && <span className="muted">{detail}</span>}
                </dd>
              </div>
            ))}
            {workers.map((worker) => (
              <div key={worker.id} className="facts__group">
                <dt>{worker.id}</dt>
                <dd>
                  {worker.doing ?? t("idle")}{" "}
                  <span className="muted">
                    {t("seenAt")} <InstantText at={worker.seenAt} />
                  </span>
                </dd>
              </div>
            ))}
          </dl>
        </section>
        <RecordTable
          items={items}
          keyOf={({ kind, id, task }) => `${kind} ${id} ${task}`}
          columns={columns}
          label={t("title")}
          empty={<EmptyState title={t("empty")} hint={t("emptyHint")} />}
        />
        <p className="muted">
          {t("asOf")} <InstantText at={asOf} />
        </p>
      </div>
    </>
  );
}
