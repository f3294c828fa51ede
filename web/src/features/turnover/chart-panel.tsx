import type { Turnover, TurnoverQuery } from "@market/shared";
import { useQuery } from "@tanstack/react-query";
import { Segmented } from "antd";
import { lazy, Suspense, useCallback, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { formatFen } from "../../components/money.ts";
import { ProblemAlert } from "../../components/problem-alert.tsx";
import { useLanguage } from "../../i18n/use-language.ts";
import { ChartTable } from "./chart-table.tsx";
import { type ChartView, chartDataOf, chartViews } from "./chart-view.ts";
import { PlanCard } from "./plan-card.tsx";
import { turnoverQuery } from "./turnover-api.ts";
import { contractsPathOf } from "./turnover-filters.ts";
import { planProgressOf, yearSeriesOf } from "./turnover-series.ts";

const TurnoverChart = lazy(() => import("./turnover-chart.tsx"));

interface ChartPanelProps {
  query: TurnoverQuery;
  view: ChartView;
  onView: (view: ChartView) => void;
}

/** All years by month, and against the plan: on the page's basis, date and instant, whatever period it asks for. */
export function ChartPanel({ query: { basis, date, asOf }, view, onView }: ChartPanelProps) {
  const { t } = useTranslation("turnover");
  const language = useLanguage();
  const turnover = useQuery(turnoverQuery({ basis, date, asOf, by: "month" }, language));
  if (turnover.isLoadingError) {
    return <ProblemAlert error={turnover.error} onRetry={() => void turnover.refetch()} />;
  }
  return (
    <section className="card">
      <div className="row turnover-head">
        <h2>{t("chart.title")}</h2>
        <Segmented<ChartView>
          aria-label={t("chart.view")}
          value={view}
          onChange={onView}
          options={chartViews.map((value) => ({ value, label: t(`chart.views.${value}`) }))}
        />
      </div>
      {turnover.data === undefined ? (
        <div className="turnover-chart" />
      ) : (
        <ChartOf turnover={turnover.data} view={view} isByRegistration={date !== "signed"} />
      )}
    </section>
  );
}

interface ChartOfProps {
  turnover: Turnover;
  view: ChartView;
  isByRegistration: boolean;
}

function ChartOf({ turnover, view, isByRegistration }: ChartOfProps) {
  const { t } = useTranslation("turnover");
  const navigate = useNavigate();
  const language = useLanguage();
  const lastMonth = monthOf(turnover.asOf);
  const years = useMemo(() => yearSeriesOf(turnover.groups), [turnover]);
  const data = useMemo(
    () =>
      chartDataOf(view, years, turnover, lastMonth, {
        monthOf: (month) => t(`chart.months.${month}`, { defaultValue: String(month) }),
        actual: t("chart.actual"),
        plan: t("chart.plan"),
      }),
    [view, years, turnover, lastMonth, t],
  );
  const formatAmount = useCallback((fen: number) => formatFen(fen, language), [language]);
  const openMonth = (year: string, monthIndex: number) => {
    if (view !== "monthly" || !isByRegistration) return;
    const path = contractsPathOf({ month: `${year}-${String(monthIndex + 1).padStart(2, "0")}` }, {});
    if (path !== null) void navigate(path);
  };
  const progress = planProgressOf(turnover, years, lastMonth);

  if (years.length === 0) return <p className="muted">{t("chart.empty")}</p>;
  return (
    <>
      {progress !== null && <PlanCard progress={progress} target={turnover.target} />}
      <Suspense fallback={<div className="turnover-chart" />}>
        <TurnoverChart
          data={data}
          label={t(`chart.labels.${view}`)}
          formatAmount={formatAmount}
          onPick={openMonth}
        />
      </Suspense>
      {data.isLogarithmic && <p className="muted">{t("chart.logarithmic")}</p>}
      <details>
        <summary>{t("chart.asTable")}</summary>
        <ChartTable data={data} label={t(`chart.labels.${view}`)} />
      </details>
    </>
  );
}

/** The city's month (`YYYY-MM`) in which an instant falls. */
function monthOf(instant: string): string {
  return new Date(instant)
    .toLocaleString("sv-SE", { timeZone: "Asia/Shanghai", dateStyle: "short" })
    .slice(0, "YYYY-MM".length);
}
