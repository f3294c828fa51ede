import { fields, type Nomination, type SelectionCall } from "@market/shared";
import { useQuery } from "@tanstack/react-query";
import { Button, type TableColumnsType } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { DataTable } from "../../components/data-table.tsx";
import { EmptyState } from "../../components/empty-state.tsx";
import { useUrlFilters } from "../../components/url-filters.ts";
import { useVocabulary } from "../../i18n/use-vocabulary.ts";
import { DecideDialog } from "./decide-dialog.tsx";
import { OutcomeTag } from "./outcome-tag.tsx";
import { nominationsQuery } from "./selection-api.ts";

/** What was nominated into a call, with what the reviewers made of it and what was decided. */
export function NominationsTable({ call }: { call: SelectionCall }) {
  const { t } = useTranslation(["selection", "app"]);
  const filters = useUrlFilters([]);
  const nominations = useQuery(nominationsQuery({ call: call.id, page: filters.page, pageSize: 100 }));
  const fieldOf = useVocabulary(fields).labelOf;
  const [deciding, setDeciding] = useState<Nomination | null>(null);
  const mayDecide = call.status === "reviewing" || call.status === "announced";

  const columns: TableColumnsType<Nomination> = [
    {
      title: t("result"),
      key: "result",
      width: 300,
      render: (_, { result, statement }) => (
        <>
          <Link className="table-title" to={`/results/${result.id}`}>
            {result.title}
          </Link>
          <span className="muted"> {statement}</span>
        </>
      ),
    },
    { title: t("organisation"), key: "organisation", render: (_, { organisation }) => organisation.name },
    { title: t("field"), key: "field", render: (_, { result }) => fieldOf(result.field) },
    {
      title: t("mean"),
      key: "mean",
      sorter: (a, b) => (a.score?.mean ?? -1) - (b.score?.mean ?? -1),
      render: (_, { score }) => <span className="number">{score?.mean?.toFixed(2) ?? "–"}</span>,
    },
    {
      title: t("spread"),
      key: "spread",
      render: (_, { score }) => <span className="number">{score?.spread?.toFixed(2) ?? "–"}</span>,
    },
    {
      title: t("reviews"),
      key: "reviews",
      render: (_, { score, conflicted = [] }) => (
        <span className="row">
          <span className="number">{score?.reviews ?? 0}</span>
          {conflicted.length > 0 && (
            <span className="tag tag--warning" title={conflicted.map(({ name }) => name).join("、")}>
              {t("conflictedCount", { count: conflicted.length })}
            </span>
          )}
        </span>
      ),
    },
    {
      title: t("decision"),
      key: "decision",
      render: (_, { status, decision }) => <OutcomeTag status={status} outcome={decision?.outcome ?? null} />,
    },
    ...(mayDecide
      ? [
          {
            title: t("app:actions"),
            key: "decide",
            render: (_: unknown, nomination: Nomination) =>
              nomination.status === "submitted" && (
                <Button
                  type={nomination.decision === null ? "primary" : "default"}
                  onClick={() => setDeciding(nomination)}
                >
                  {t(nomination.decision === null ? "decide" : "decideAgain")}
                </Button>
              ),
          },
        ]
      : []),
  ];
  return (
    <section className="card">
      <h2>{t("nominations")}</h2>
      <DataTable
        label={t("nominations")}
        query={nominations}
        columns={columns}
        empty={<EmptyState title={t("noNominations")} hint={t("noNominationsHint")} />}
      />
      {deciding !== null && <DecideDialog nomination={deciding} onClose={() => setDeciding(null)} />}
    </section>
  );
}
