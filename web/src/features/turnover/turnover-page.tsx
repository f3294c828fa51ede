import type { Turnover, TurnoverQuery } from "@market/shared";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { DownloadButton } from "../../components/download-button.tsx";
import { today } from "../../components/instant.ts";
import { InstantText } from "../../components/instant-text.tsx";
import { formatFen, formatFenExactly } from "../../components/money.ts";
import { MoneyText } from "../../components/money-text.tsx";
import { PageHeader } from "../../components/page-header.tsx";
import { PageSkeleton } from "../../components/page-skeleton.tsx";
import { ProblemAlert } from "../../components/problem-alert.tsx";
import { useUrlFilters } from "../../components/url-filters.ts";
import { useLanguage } from "../../i18n/use-language.ts";
import { BasesCard } from "./bases-card.tsx";
import { ChartPanel } from "./chart-panel.tsx";
import { chartViews } from "./chart-view.ts";
import { NarrowedTo } from "./narrowed-to.tsx";
import { PlanCard } from "./plan-card.tsx";
import { turnoverFilePath, turnoverQuery } from "./turnover-api.ts";
import "./turnover.css";
import { Link } from "react-router";
import { TurnoverFilterBar } from "./turnover-filter-bar.tsx";
import { recordsPathOf, turnoverFilterNames, turnoverQueryOf } from "./turnover-filters.ts";
import { TurnoverTable } from "./turnover-table.tsx";
import { YearOnYear } from "./year-on-year.tsx";

export default function TurnoverPage() {
  const { t } = useTranslation("turnover");
  const language = useLanguage();
  const filters = useUrlFilters(turnoverFilterNames);
  const query = turnoverQueryOf(filters.values, today());
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
            <DownloadButton path={turnoverFilePath("csv", query)}>{t("csv")}</DownloadButton>
            <DownloadButton path={turnoverFilePath("xlsx", query)}>{t("xlsx")}</DownloadButton>
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
          {turnover.data.contractsUnderWay > 0 && (
            <p className="alert alert--warning">
              {t("underWay", { count: turnover.data.contractsUnderWay })}
            </p>
          )}
          <NarrowedTo keys={turnover.data.narrowedTo} filters={filters} />
          <Figures turnover={turnover.data} query={query} />
          <PlanCard
            pace={turnover.data.plan.pace}
            target={turnover.data.target}
            definition={turnover.data.plan.definition}
          />
          <BasesCard query={query} />
          <ChartPanel
            turnover={turnover.data}
            query={query}
            view={view}
            onView={(next) => filters.set({ view: next })}
          />
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

interface FiguresProps {
  turnover: Turnover;
  query: TurnoverQuery & { by: string };
}

function Figures({ turnover, query }: FiguresProps) {
  const { t } = useTranslation("turnover");
  const language = useLanguage();
  const { comparison, corrections } = turnover;
  return (
    <div className="turnover-figures-row">
      <Figure label={t("total")} note={formatFenExactly(turnover.totalFen, language)}>
        <Link to={recordsPathOf(query)}>
          <MoneyText fen={turnover.totalFen} />
        </Link>
      </Figure>
      <Figure label={t("technologyTotal")} note={formatFenExactly(turnover.technologyTotalFen, language)}>
        <MoneyText fen={turnover.technologyTotalFen} />
      </Figure>
      <Figure label={t("count")} note={t("countNote")}>
        <span className="number">{turnover.count.toLocaleString()}</span>
      </Figure>
      {comparison !== null && (
        <Figure
          label={t("yearOnYear")}
          note={t("comparedWith", {
            from: comparison.from,
            to: comparison.to,
            amount: formatFen(comparison.totalFen, language),
          })}
        >
          <YearOnYear totalFen={turnover.totalFen} previous={comparison} />
        </Figure>
      )}
      <Figure label={t("corrections.tile")} note={t("corrections.note")}>
        <Link to={recordsPathOf(query, {}, { onlyCorrections: true })}>
          <MoneyText fen={corrections.totalFen} />
        </Link>
      </Figure>
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
