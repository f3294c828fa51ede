import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { DownloadButton } from "../../components/download-button.tsx";
import { InstantText } from "../../components/instant-text.tsx";
import { formatFenExactly } from "../../components/money.ts";
import { MoneyText } from "../../components/money-text.tsx";
import { PageHeader } from "../../components/page-header.tsx";
import { PageSkeleton } from "../../components/page-skeleton.tsx";
import { ProblemAlert } from "../../components/problem-alert.tsx";
import { useUrlFilters } from "../../components/url-filters.ts";
import { useLanguage } from "../../i18n/use-language.ts";
import { ChartPanel } from "./chart-panel.tsx";
import { chartViews } from "./chart-view.ts";
import { turnoverFilePath, turnoverQuery } from "./turnover-api.ts";
import "./turnover.css";
import { TurnoverFilterBar } from "./turnover-filter-bar.tsx";
import { turnoverFilterNames, turnoverQueryOf } from "./turnover-filters.ts";
import { TurnoverTable } from "./turnover-table.tsx";

export default function TurnoverPage() {
  const { t } = useTranslation("turnover");
  const language = useLanguage();
  const filters = useUrlFilters(turnoverFilterNames);
  const query = turnoverQueryOf(filters.values);
  const turnover = useQuery(turnoverQuery(query, language));
  const view = chartViews.find((known) => known === filters.values.view) ?? "monthly";

  return (
    <div className="stack turnover">
      <PageHeader
        title={t("title")}
        subtitle={
          turnover.data !== undefined && (
            <>
              {t("asOf")} <InstantText at={turnover.data.asOf} />
            </>
          )
        }
        actions={
          <>
            <DownloadButton path={turnoverFilePath("csv")} query={query}>
              {t("csv")}
            </DownloadButton>
            <DownloadButton path={turnoverFilePath("xlsx")} query={query}>
              {t("xlsx")}
            </DownloadButton>
          </>
        }
      />
      <TurnoverFilterBar filters={filters} query={query} />
      {turnover.isPending && <PageSkeleton />}
      {turnover.isLoadingError && (
        <ProblemAlert error={turnover.error} onRetry={() => void turnover.refetch()} />
      )}
      {turnover.data !== undefined && (
        <>
          <div className="turnover-figures-row">
            <Figure label={t("total")} note={formatFenExactly(turnover.data.totalFen, language)}>
              <MoneyText fen={turnover.data.totalFen} />
            </Figure>
            <Figure
              label={t("technologyTotal")}
              note={formatFenExactly(turnover.data.technologyTotalFen, language)}
            >
              <MoneyText fen={turnover.data.technologyTotalFen} />
            </Figure>
            <Figure label={t("count")} note={t("countNote")}>
              <span className="number">{turnover.data.count.toLocaleString()}</span>
            </Figure>
          </div>
          <ChartPanel query={query} view={view} onView={(next) => filters.set({ view: next })} />
          <section className="card">
            <h2>{t("tableTitle")}</h2>
            <TurnoverTable turnover={turnover.data} query={query} isLoading={turnover.isPlaceholderData} />
          </section>
          <p className="alert alert--info">
            <strong>{t("definition")}</strong> {turnover.data.definition}
          </p>
        </>
      )}
    </div>
  );
}

function Figure({ label, note, children }: { label: string; note: string; children: ReactNode }) {
  return (
    <section className="card turnover-figure">
      <div className="muted">{label}</div>
      <div className="turnover-figure__value">{children}</div>
      <div className="muted number">{note}</div>
    </section>
  );
}
