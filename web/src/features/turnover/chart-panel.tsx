import type { Turnover, TurnoverQuery } from "@market/shared";
import { useQuery } from "@tanstack/react-query";
import { Segmented } from "antd";
import { lazy, Suspense, useCallback, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { formatInstant } from "../../components/instant.ts";
import { formatFen } from "../../components/money.ts";
import { ProblemAlert } from "../../components/problem-alert.tsx";
import { WhenSeen } from "../../components/when-seen.tsx";
import { useLanguage } from "../../i18n/use-language.ts";
import { ChartTable } from "./chart-table.tsx";
import { type ChartView, chartDataOf, chartViews } from "./chart-view.ts";
import { turnoverQuery } from "./turnover-api.ts";
import { recordsPathOf } from "./turnover-filters.ts";
import { yearSeriesOf } from "./turnover-series.ts";

const TurnoverChart = lazy(() => import("./turnover-chart.tsx"));

interface ChartPanelProps {
  /** The page's figures, which the view of groups shows. */
  turnover: Turnover;
  query: TurnoverQuery & { by: string };
  view: ChartView;
  onView: (view: ChartView) => void;
}

/** All years by month and against the plan, whatever period the page asks for, and the page's own groups. */
export function ChartPanel({ turnover, query, view, onView }: ChartPanelProps) {
  const { t } = useTranslation("turnover");
  const language = useLanguage();
  const { from: _, to: __, by: ___, ...everyYear } = query;
  const months = useQuery(turnoverQuery({ ...everyYear, by: "month" }, language));
  if (months.isLoadingError) {
    return <ProblemAlert error={months.error} onRetry={() => void months.refetch()} />;
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
      {months.data === undefined ? (
        <div className="turnover-chart" />
      ) : (
        <ChartOf months={months.data} turnover={turnover} query={query} view={view} />
      )}
    </section>
  );
}

type ChartOfProps = Pick<ChartPanelProps, "turnover" | "query" | "view"> & { months: Turnover };

function ChartOf({ months, turnover, query, view }: ChartOfProps) {
  const { t } = useTranslation("turnover");
  const navigate = useNavigate();
  const language = useLanguage();
  const years = useMemo(() => yearSeriesOf(months.groups), [months]);
  const data = useMemo(
    () =>
      chartDataOf(
        view,
        {
          years,
          target: months.target,
          lastMonth: formatInstant(months.asOf, "day", "zh").slice(0, "YYYY-MM".length),
          groups: turnover.groups,
        },
        {
          monthOf: (month) => t(`chart.months.${month}`, { defaultValue: String(month) }),
          actual: t("chart.actual"),
          previous: t("chart.previous"),
          plan: t("chart.plan"),
        },
        {
          ofPeriod: (from, to) => recordsPathOf({ ...query, from, to }),
          ofGroup: (key) => recordsPathOf(query, key),
        },
      ),
    [view, years, months, turnover, query, t],
  );
  const formatAmount = useCallback((fen: number) => formatFen(fen, language), [language]);
  const openRecords = (series: string, index: number) => {
    const href = data.series.find(({ name }) => name === series)?.hrefs[index];
    if (href != null) void navigate(href);
  };

  if (years.length === 0) return <p className="muted">{t("chart.empty")}</p>;
  return (
    <>
      <WhenSeen className="turnover-chart">
        <Suspense fallback={<div className="turnover-chart" />}>
          <TurnoverChart
            data={data}
            label={t(`chart.labels.${view}`)}
            formatAmount={formatAmount}
            onPick={openRecords}
          />
        </Suspense>
      </WhenSeen>
      {data.isLogarithmic && <p className="muted">{t("chart.logarithmic")}</p>}
      <details>
        <summary>{t("chart.asTable")}</summary>
        <ChartTable data={data} label={t(`chart.labels.${view}`)} />
      </details>
    </>
  );
}
