import { cooperation, fields } from "@market/shared";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { ChoiceList } from "../../components/choice-list.tsx";
import { EmptyState } from "../../components/empty-state.tsx";
import { PageHeader } from "../../components/page-header.tsx";
import { PageSkeleton } from "../../components/page-skeleton.tsx";
import { Pager } from "../../components/pager.tsx";
import { ProblemAlert } from "../../components/problem-alert.tsx";
import { useUrlFilters } from "../../components/url-filters.ts";
import { useVocabulary } from "../../i18n/use-vocabulary.ts";
import { batchesQuery } from "../selection/selection-api.ts";
import { GoodBatchLinks } from "./good-result-batches.tsx";
import { GoodResultCard } from "./good-result-card.tsx";
import { resultsQuery } from "./result-api.ts";
import "./good-result-gallery.css";

const PAGE_SIZE = 24;

/** The gallery of 青岛好成果: every batch with its number, and all that was selected, by year and field. */
export default function GoodResultsPage() {
  const { t } = useTranslation("result");
  const filters = useUrlFilters(["year", "field", "cooperation"]);
  const { year, field, cooperation: way } = filters.values;
  const batches = useQuery(batchesQuery);
  const results = useQuery(
    resultsQuery({
      selected: true,
      selectedYear: year,
      field,
      cooperation: way,
      page: filters.page,
      pageSize: PAGE_SIZE,
    }),
  );
  const fieldOptions = useVocabulary(fields).options;
  const cooperationOptions = useVocabulary(cooperation).options;
  const items = batches.data?.items ?? [];
  const years = [...new Set(items.map((batch) => batch.year))];
  const shownBatches = items.filter((batch) => year === undefined || String(batch.year) === year);
  // Batches stand above the gallery: they would push it down from under the reader.
  const isPending = batches.isPending || results.isPending;
  const isFiltered = Object.keys(filters.values).length > 0;
  return (
    <>
      <PageHeader
        title={t("goodTitle")}
        subtitle={t("goodHint")}
        actions={
          <Link className="button" to="/selection-calls">
            {t("goodCalls")}
          </Link>
        }
      />
      <div className="stack">
        {!isPending && items.length > 0 && (
          <div className="good-gallery__filters">
            <ChoiceList
              label={t("goodYear")}
              counts={undefined}
              options={years.map((value) => ({ value: String(value), label: String(value) }))}
              selected={year}
              hrefOf={(value) => filters.with({ year: value })}
            />
            <ChoiceList
              label={t("goodField")}
              counts={undefined}
              options={fieldOptions}
              selected={field}
              hrefOf={(value) => filters.with({ field: value })}
            />
            <ChoiceList
              label={t("goodCooperation")}
              counts={undefined}
              options={cooperationOptions}
              selected={way}
              hrefOf={(value) => filters.with({ cooperation: value })}
            />
          </div>
        )}
        {!isPending && shownBatches.length > 0 && <GoodBatchLinks batches={shownBatches} />}
        {isPending && <PageSkeleton />}
        {results.isLoadingError && (
          <ProblemAlert error={results.error} onRetry={() => void results.refetch()} />
        )}
        {results.data?.total === 0 && (
          <EmptyState
            title={t(isFiltered ? "goodEmptyFiltered" : "goodEmpty")}
            hint={t(isFiltered ? "goodEmptyFilteredHint" : "goodEmptyHint")}
          >
            <Link className="button" to={isFiltered ? "/good-results" : "/results"}>
              {t(isFiltered ? "allGoodResults" : "allResults")}
            </Link>
          </EmptyState>
        )}
        {!isPending && results.data !== undefined && results.data.total > 0 && (
          <section className="stack">
            <h2>{t("goodCount", { count: results.data.total })}</h2>
            <ul className="gallery">
              {results.data.items.map((result) => (
                <li key={result.id}>
                  <GoodResultCard result={result} />
                </li>
              ))}
            </ul>
            <Pager {...results.data} hrefOf={(page) => filters.with({ page })} />
          </section>
        )}
      </div>
    </>
  );
}
