import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { DayRange } from "../../components/day-range.tsx";
import { DownloadButton } from "../../components/download-button.tsx";
import { EmptyState } from "../../components/empty-state.tsx";
import { today } from "../../components/instant.ts";
import { PageHeader } from "../../components/page-header.tsx";
import { PageSkeleton } from "../../components/page-skeleton.tsx";
import { ProblemAlert } from "../../components/problem-alert.tsx";
import { useUrlFilters } from "../../components/url-filters.ts";
import { useLanguage } from "../../i18n/use-language.ts";
import { DeclineChart } from "./decline-chart.tsx";
import { declineCountsOf, twelveMonthsBefore } from "./decline-counts.ts";
import { DeclineList } from "./decline-list.tsx";
import { DeclineTable } from "./decline-table.tsx";
import "./declines.css";
import { declinesFilePath, declinesQuery } from "./pairing-api.ts";

/** Why introductions of one's own texts were declined: what to change in them or in their terms. */
export default function DeclinesPage() {
  const { t } = useTranslation("pairing");
  const language = useLanguage();
  const filters = useUrlFilters(["from", "to"]);
  const { from = twelveMonthsBefore(today()), to } = filters.values;
  const period = { from, to };
  const declines = useQuery(declinesQuery(period, language));
  const { data } = declines;
  const { months, reasons } = declineCountsOf(data?.groups ?? []);
  return (
    <div className="stack">
      <PageHeader
        title={t("declines.title")}
        subtitle={t("declines.subtitle")}
        actions={
          <>
            <DayRange
              from={from}
              to={to}
              fromLabel={t("declines.from")}
              toLabel={t("declines.to")}
              onChange={(days) => filters.set(days)}
            />
            <DownloadButton path={declinesFilePath("csv")} query={period}>
              {t("declines.csv")}
            </DownloadButton>
            <DownloadButton path={declinesFilePath("xlsx")} query={period}>
              {t("declines.xlsx")}
            </DownloadButton>
          </>
        }
      />
      {declines.isPending && <PageSkeleton />}
      {declines.isLoadingError && (
        <ProblemAlert error={declines.error} onRetry={() => void declines.refetch()} />
      )}
      {data?.total === 0 && (
        <EmptyState title={t("declines.empty")} hint={t("declines.emptyHint")}>
          <Link className="button" to="/pairings">
            {t("declines.toPairings")}
          </Link>
        </EmptyState>
      )}
      {data !== undefined && data.total > 0 && (
        <>
          <section className="card">
            <h2>{t("declines.total", { count: data.total })}</h2>
            <DeclineChart reasons={reasons} />
          </section>
          <section className="card">
            <h2>{t("declines.table")}</h2>
            <DeclineTable months={months} reasons={reasons} />
          </section>
          <section className="card">
            <h2>{t("declines.list")}</h2>
            <DeclineList groups={data.groups} />
          </section>
        </>
      )}
      {data !== undefined && <p className="alert alert--info">{data.definition}</p>}
    </div>
  );
}
