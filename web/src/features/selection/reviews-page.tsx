import type { Nomination } from "@market/shared";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { EmptyState } from "../../components/empty-state.tsx";
import { PageHeader } from "../../components/page-header.tsx";
import { PageSkeleton } from "../../components/page-skeleton.tsx";
import { ProblemAlert } from "../../components/problem-alert.tsx";
import { useUrlFilters } from "../../components/url-filters.ts";
import { ReviewForm } from "./review-form.tsx";
import { nominationsQuery } from "./selection-api.ts";
import "./selection.css";

/** What a reviewer has to score, beside the form for the one they are at. */
export default function ReviewsPage() {
  const { t } = useTranslation("selection");
  const filters = useUrlFilters(["nomination"]);
  const query = useQuery(nominationsQuery({ toReview: true, pageSize: 100 }));
  if (query.isPending) return <PageSkeleton />;
  if (query.isLoadingError) return <ProblemAlert error={query.error} onRetry={() => void query.refetch()} />;
  const { items } = query.data;
  const isDue = ({ isConflicted, myReview }: Nomination) => isConflicted === false && myReview === null;
  const chosen =
    items.find(({ id }) => id === filters.values.nomination) ?? items.find(isDue) ?? items[0] ?? null;
  const due = items.filter(isDue).length;
  return (
    <>
      <PageHeader title={t("reviewsTitle")} subtitle={t("reviewsDue", { count: due, total: items.length })} />
      {chosen === null ? (
        <EmptyState title={t("reviewsEmpty")} hint={t("reviewsEmptyHint")} />
      ) : (
        <div className="review-layout">
          <nav aria-label={t("reviewsTitle")}>
            <ul className="plain-list review-list">
              {items.map((nomination) => (
                <li key={nomination.id}>
                  <Link
                    to={filters.with({ nomination: nomination.id })}
                    aria-current={nomination.id === chosen.id ? "true" : undefined}
                  >
                    <strong>{nomination.result.title}</strong>
                    <br />
                    <ReviewState nomination={nomination} />
                  </Link>
                </li>
              ))}
            </ul>
          </nav>
          <ReviewForm
            key={chosen.id}
            nomination={chosen}
            onSent={() => {
              const next = items.find((nomination) => nomination.id !== chosen.id && isDue(nomination));
              if (next !== undefined) filters.set({ nomination: next.id });
            }}
          />
        </div>
      )}
    </>
  );
}

function ReviewState({ nomination: { isConflicted, myReview } }: { nomination: Nomination }) {
  const { t } = useTranslation("selection");
  if (isConflicted) return <span className="tag tag--warning">{t("conflicted")}</span>;
  if (myReview == null) return <span className="tag tag--primary">{t("toScore")}</span>;
  return <span className="tag tag--success">{t("scored", { total: myReview.total })}</span>;
}
