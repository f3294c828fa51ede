import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { EmptyState } from "../../components/empty-state.tsx";
import { PageHeader } from "../../components/page-header.tsx";
import { PageSkeleton } from "../../components/page-skeleton.tsx";
import { Pager } from "../../components/pager.tsx";
import { ProblemAlert } from "../../components/problem-alert.tsx";
import { useUrlFilters } from "../../components/url-filters.ts";
import { GoodResultCard } from "./good-result-card.tsx";
import { resultsQuery } from "./result-api.ts";

const PAGE_SIZE = 24;

export default function GoodResultsPage() {
  const { t } = useTranslation("result");
  const filters = useUrlFilters([]);
  const results = useQuery(resultsQuery({ selected: true, page: filters.page, pageSize: PAGE_SIZE }));
  return (
    <>
      <PageHeader title={t("goodTitle")} subtitle={t("goodHint")} />
      {results.isPending && <PageSkeleton />}
      {results.isLoadingError && (
        <ProblemAlert error={results.error} onRetry={() => void results.refetch()} />
      )}
      {results.data?.total === 0 && (
        <EmptyState title={t("goodEmpty")} hint={t("goodEmptyHint")}>
          <Link className="button" to="/results">
            {t("allResults")}
          </Link>
        </EmptyState>
      )}
      {results.data !== undefined && results.data.total > 0 && (
        <div className="stack">
          <h2 className="visually-hidden">{t("allGoodResults")}</h2>
          <ul className="gallery">
            {results.data.items.map((result) => (
              <li key={result.id}>
                <GoodResultCard result={result} />
              </li>
            ))}
          </ul>
          <Pager {...results.data} hrefOf={(page) => filters.with({ page })} />
        </div>
      )}
    </>
  );
}
