import { fields, type MarineStatistics, marineFields } from "@market/shared";
import { queryOptions, useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { request } from "../../app/http.ts";
import { ChoiceList } from "../../components/choice-list.tsx";
import { InstantText } from "../../components/instant-text.tsx";
import { MoneyText } from "../../components/money-text.tsx";
import { PageHeader } from "../../components/page-header.tsx";
import { ProblemAlert } from "../../components/problem-alert.tsx";
import { StatTile } from "../../components/stat-tile.tsx";
import { useUrlFilters } from "../../components/url-filters.ts";
import { useVocabulary } from "../../i18n/use-vocabulary.ts";
import { demandsQuery } from "../demand/demand-api.ts";
import { DemandCard } from "../demand/demand-card.tsx";
import "../home/home.css";
import { Shelf } from "../home/shelf.tsx";
import "../publication/publication.css";
import { GoodResultCard } from "../result/good-result-card.tsx";
import { resultsQuery } from "../result/result-api.ts";
import { ResultCard } from "../result/result-card.tsx";

const SHELF_SIZE = 4;

const statisticsQuery = queryOptions({
  queryKey: ["statistics", "marine"],
  queryFn: ({ signal }) => request<MarineStatistics>("/api/statistics/marine", { signal }),
});

const counters = ["demands", "results", "selectedResults", "contracts"] as const;

/** The city's marine technology in one place: how it stands, and what is on offer and wanted, a field at a time. */
export default function MarinePage() {
  const { t } = useTranslation("marine");
  const filters = useUrlFilters(["field"]);
  const options = useVocabulary(fields).options.filter(({ value }) => isMarine(value));
  const field = options.find(({ value }) => value === filters.values.field)?.value ?? marineFields[0];
  const goodResults = useQuery(resultsQuery({ field, selected: true, pageSize: SHELF_SIZE }));
  const results = useQuery(resultsQuery({ field, pageSize: SHELF_SIZE }));
  const demands = useQuery(demandsQuery({ field, pageSize: SHELF_SIZE }));
  const query = new URLSearchParams({ field });

  return (
    <div className="stack">
      <PageHeader title={t("title")} subtitle={t("lead")} />
      <MarineCounters />
      <div className="search-page">
        <aside className="search-page__filters" aria-label={t("field")}>
          <ChoiceList
            label={t("field")}
            options={options}
            selected={field}
            counts={undefined}
            isRequired
            hrefOf={(chosen) => filters.with({ field: chosen })}
          />
        </aside>
        <div className="stack">
          <Shelf
            title={t("goodResults")}
            href={`/good-results?${query}`}
            query={goodResults}
            listClassName="gallery"
            renderItem={(result) => <GoodResultCard result={result} />}
          />
          <Shelf
            title={t("demands")}
            href={`/demands?${query}`}
            query={demands}
            listClassName="home__list"
            renderItem={(demand) => <DemandCard demand={demand} />}
          />
          <Shelf
            title={t("results")}
            href={`/results?${query}`}
            query={results}
            listClassName="home__list"
            renderItem={(result) => <ResultCard result={result} />}
          />
        </div>
      </div>
    </div>
  );
}

function isMarine(field: string): boolean {
  return (marineFields as readonly string[]).includes(field);
}

function MarineCounters() {
  const { t } = useTranslation("marine");
  const statistics = useQuery(statisticsQuery);
  if (statistics.isLoadingError) {
    return <ProblemAlert error={statistics.error} onRetry={() => void statistics.refetch()} />;
  }
  const { data } = statistics;
  return (
    <section aria-label={t("counters")} aria-busy={statistics.isPending}>
      <div className="stat-tiles">
        {counters.map((name) => (
          <StatTile key={name} label={t(`count.${name}`)} value={data?.[name] ?? "—"} />
        ))}
        <StatTile
          label={t("count.totalFen")}
          value={data === undefined ? "—" : <MoneyText fen={data.totalFen} />}
        />
      </div>
      <p className="muted home__as-of">
        {t("asOf")} {data !== undefined && <InstantText at={data.asOf} />}
      </p>
    </section>
  );
}
