import type { PublicStatistics } from "@market/shared";
import { queryOptions, useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { request } from "../../app/http.ts";
import { InstantText } from "../../components/instant-text.tsx";
import { MoneyText } from "../../components/money-text.tsx";
import { ProblemAlert } from "../../components/problem-alert.tsx";
import { StatTile } from "../../components/stat-tile.tsx";
import { Term } from "../../components/term.tsx";

const publicStatisticsQuery = queryOptions({
  queryKey: ["statistics", "public"],
  queryFn: ({ signal }) => request<PublicStatistics>("/api/statistics/public", { signal }),
});

const counters = [
  "demands",
  "results",
  "selectedResults",
  "pairings",
  "contracts",
  "organisations",
  "brokers",
] as const satisfies readonly (keyof PublicStatistics)[];

/** How the market stands, counted from its records, with the time of counting. */
export function MarketCounters() {
  const { t } = useTranslation("home");
  const statistics = useQuery(publicStatisticsQuery);
  if (statistics.isLoadingError) {
    return <ProblemAlert error={statistics.error} onRetry={() => void statistics.refetch()} />;
  }
  const { data } = statistics;
  return (
    <section aria-label={t("counters")} aria-busy={statistics.isPending}>
      <div className="stat-tiles">
        <StatTile
          label={<Term name="turnover">{t("count.totalFen")}</Term>}
          value={data === undefined ? "—" : <MoneyText fen={data.totalFen} />}
        />
        {counters.map((name) => (
          <StatTile key={name} label={t(`count.${name}`)} value={data?.[name] ?? "—"} />
        ))}
      </div>
      <p className="muted home__as-of">
        {t("asOf")} {data !== undefined && <InstantText at={data.asOf} />}
      </p>
    </section>
  );
}
