import type { Nomination, SelectionCall } from "@market/shared";
import { useQuery } from "@tanstack/react-query";
import { App, type TableColumnsType } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { ConfirmButton } from "../../components/confirm-button.tsx";
import { DataTable } from "../../components/data-table.tsx";
import { EmptyState } from "../../components/empty-state.tsx";
import { DayText, InstantText } from "../../components/instant-text.tsx";
import { PageHeader } from "../../components/page-header.tsx";
import { PageSkeleton } from "../../components/page-skeleton.tsx";
import { useUrlFilters } from "../../components/url-filters.ts";
import { CallStatusTag } from "./call-status-tag.tsx";
import { OutcomeTag } from "./outcome-tag.tsx";
import { callsQuery, nominationsQuery, useWithdrawNomination } from "./selection-api.ts";
import "./selection.css";

/** An institution's desk: the calls it can nominate into, and what has become of its nominations. */
export default function OwnNominationsPage() {
  const { t } = useTranslation(["selection", "app"]);
  const { message } = App.useApp();
  const filters = useUrlFilters([]);
  const nominations = useQuery(nominationsQuery({ page: filters.page }));
  const calls = useQuery(callsQuery({ status: "open", pageSize: 20 }));
  const withdraw = useWithdrawNomination();

  const columns: TableColumnsType<Nomination> = [
    {
      title: t("result"),
      key: "result",
      width: 300,
      render: (_, { result }) => (
        <Link className="table-title" to={`/results/${result.id}`}>
          {result.title}
        </Link>
      ),
    },
    {
      title: t("call"),
      key: "call",
      render: (_, { call }) => <Link to={`/selection-calls/${call.id}`}>{call.title}</Link>,
    },
    { title: t("stage"), key: "stage", render: (_, { call }) => <CallStatusTag status={call.status} /> },
    {
      title: t("nominatedAt"),
      key: "at",
      render: (_, { submittedAt }) => <InstantText at={submittedAt} form="day" />,
    },
    {
      title: t("decision"),
      key: "decision",
      render: (_, { status, decision }) => (
        <>
          <OutcomeTag status={status} outcome={decision?.outcome ?? null} />
          {decision !== null && <span className="muted"> {decision.reason}</span>}
        </>
      ),
    },
    {
      title: t("app:actions"),
      key: "acts",
      render: (_, { id, status, call }) =>
        status === "submitted" &&
        call.status === "open" && (
          <ConfirmButton
            size="small"
            question={t("ask.withdraw")}
            consequence={t("ask.withdrawConsequence")}
            onConfirm={() => withdraw.mutate(id, { onError: (error) => void message.error(error.message) })}
          >
            {t("withdraw")}
          </ConfirmButton>
        ),
    },
  ];
  return (
    <>
      <PageHeader
        title={t("ownTitle")}
        subtitle={t("ownHint")}
        actions={
          <Link className="button button--primary" to="/workspace/nominations/new">
            {t("nominate")}
          </Link>
        }
      />
      {/* Open calls stand above the table: they would push it down from under the reader. */}
      {calls.isPending ? (
        <PageSkeleton />
      ) : (
        <div className="stack">
          <OpenCalls calls={calls.data?.items ?? []} />
          <section className="card">
            <h2>{t("ownNominations")}</h2>
            <DataTable
              label={t("ownNominations")}
              query={nominations}
              columns={columns}
              empty={<EmptyState title={t("ownEmpty")} hint={t("ownEmptyHint")} />}
            />
          </section>
        </div>
      )}
    </>
  );
}

function OpenCalls({ calls }: { calls: readonly SelectionCall[] }) {
  const { t } = useTranslation("selection");
  return (
    <section className="card">
      <h2>{t("openCalls")}</h2>
      {calls.length === 0 && <p className="muted">{t("noOpenCalls")}</p>}
      <ul className="plain-list call-list">
        {calls.map((call) => (
          <li key={call.id} className="row">
            <Link to={`/selection-calls/${call.id}`}>
              <strong>{call.title}</strong>
            </Link>
            <span className="muted">
              <DayText day={call.nominationsOpenOn} /> – <DayText day={call.nominationsCloseOn} />
            </span>
            <Link className="button button--small" to={`/workspace/nominations/new?call=${call.id}`}>
              {t("nominate")}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
