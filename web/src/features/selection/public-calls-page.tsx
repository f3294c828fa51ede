import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { EmptyState } from "../../components/empty-state.tsx";
import { PageHeader } from "../../components/page-header.tsx";
import { PageSkeleton } from "../../components/page-skeleton.tsx";
import { Pager } from "../../components/pager.tsx";
import { ProblemAlert } from "../../components/problem-alert.tsx";
import { useUrlFilters } from "../../components/url-filters.ts";
import { CallStatusTag } from "./call-status-tag.tsx";
import { CallSteps } from "./call-steps.tsx";
import { callsQuery } from "./selection-api.ts";
import "./selection.css";

/** Calls and announcements, for everybody. */
export default function PublicCallsPage() {
  const { t } = useTranslation("selection");
  const filters = useUrlFilters([]);
  const calls = useQuery(callsQuery({ page: filters.page, pageSize: 10 }));
  return (
    <>
      <PageHeader
        title={t("publicTitle")}
        subtitle={t("publicHint")}
        actions={
          <Link className="button" to="/good-results">
            {t("gallery")}
          </Link>
        }
      />
      {calls.isPending && <PageSkeleton />}
      {calls.isLoadingError && <ProblemAlert error={calls.error} onRetry={() => void calls.refetch()} />}
      {calls.data?.total === 0 && <EmptyState title={t("publicEmpty")} hint={t("publicEmptyHint")} />}
      {calls.data !== undefined && calls.data.total > 0 && (
        <div className="call-list">
          {calls.data.items.map((call) => (
            <article key={call.id} className="card">
              <div className="row call-card__title">
                <h2>
                  <Link to={`/selection-calls/${call.id}`}>{call.title}</Link>
                </h2>
                <CallStatusTag status={call.status} />
                {call.batch !== null && <span className="tag">{call.batch}</span>}
              </div>
              <CallSteps call={call} />
            </article>
          ))}
          <Pager {...calls.data} hrefOf={(page) => filters.with({ page })} />
        </div>
      )}
    </>
  );
}
