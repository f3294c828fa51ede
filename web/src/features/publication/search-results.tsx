import type { Page } from "@market/shared";
import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { EmptyState } from "../../components/empty-state.tsx";
import { PageSkeleton } from "../../components/page-skeleton.tsx";
import { Pager } from "../../components/pager.tsx";
import { ProblemAlert } from "../../components/problem-alert.tsx";
import type { UrlFilters } from "../../components/url-filters.ts";

interface SearchResultsProps<Item extends { id: string }, Name extends string> {
  query: UseQueryResult<Page<Item> & { searchMode?: "hybrid" | "keywords" | undefined }, Error>;
  filters: UrlFilters<Name | "q">;
  /** The list's address without any filter. */
  path: string;
  renderItem: (item: Item) => ReactNode;
}

/** What a search found: one page of it, or why there is none and what to try. */
export function SearchResults<Item extends { id: string }, Name extends string>(
  props: SearchResultsProps<Item, Name>,
) {
  const { t } = useTranslation("publication");
  const { query, filters, path, renderItem } = props;
  if (query.isPending) return <PageSkeleton />;
  if (query.isLoadingError) {
    return (
      <>
        <ProblemAlert error={query.error} onRetry={() => void query.refetch()} />
        {filters.values.q !== undefined && <Link to={path}>{t("browseAll")}</Link>}
      </>
    );
  }
  const { items, total, page, pageSize, searchMode } = query.data;
  if (items.length === 0) {
    return (
      <EmptyState title={t("emptySearch")} hint={t("emptySearchHint")}>
        <Link className="button" to={path}>
          {t("clearFilters")}
        </Link>
      </EmptyState>
    );
  }
  return (
    <div className="stack" aria-busy={query.isPlaceholderData}>
      <p className="muted" role="status">
        {t("found", { count: total })}
        {searchMode === "keywords" && ` · ${t("keywordsOnly")}`}
      </p>
      <ul className="plain-list stack">
        {items.map((item) => (
          <li key={item.id}>{renderItem(item)}</li>
        ))}
      </ul>
      <Pager
        page={page}
        pageSize={pageSize}
        total={total}
        hrefOf={(next) => filters.with({ page: next } as Parameters<typeof filters.with>[0])}
      />
    </div>
  );
}
