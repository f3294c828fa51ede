import { BarChart, LineChart } from "echarts/charts";
import { GridComponent, LegendComponent, TooltipComponent } from "echarts/components";
import { init, use } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";
import { useEffect, useEffectEvent, useRef } from "react";
import { amountChartOption } from "../../components/chart-option.ts";
import type { ChartData } from "./chart-view.ts";

use([BarChart, LineChart, GridComponent, LegendComponent, TooltipComponent, SVGRenderer]);

type Chart = ReturnType<typeof init>;
type ChartOption = Parameters<Chart["setOption"]>[0];

const PLAN_COLOR = "#a94d08";

interface TurnoverChartProps {
  data: ChartData;
  /** What the chart shows, for who cannot see it; the table beside it has the figures. */
  label: string;
  formatAmount: (fen: number) => string;
  /** A bar or point was pressed. What it leads to, the table of groups leads to as well. */
  onPick: (series: string, categoryIndex: number) => void;
}

export default function TurnoverChart({ data, label, formatAmount, onPick }: TurnoverChartProps) {
  const frame = useRef<HTMLDivElement>(null);
  const chart = useRef<Chart>(null);
  const pick = useEffectEvent(onPick);

  useEffect(() => {
    if (frame.current === null) return;
    const made = init(frame.current, null, { renderer: "svg" });
    chart.current = made;
    made.on("click", ({ seriesName, dataIndex }) => {
      if (seriesName !== undefined && dataIndex !== undefined) pick(seriesName, dataIndex);
    });
    const observer = new ResizeObserver(() => made.resize());
    observer.observe(frame.current);
    return () => {
      observer.disconnect();
      made.dispose();
    };
  }, []);

  useEffect(() => {
    chart.current?.setOption(optionOf(data, formatAmount), { notMerge: true });
  }, [data, formatAmount]);

  return <div ref={frame} className="turnover-chart" role="img" aria-label={label} />;
}

/** A logarithmic axis from the power of ten below the least amount to the one above the greatest. */
function logarithmicExtent({ series }: ChartData): { min: number; max: number } {
  const amounts = series.flatMap(({ values }) => values).filter((fen) => fen !== null && fen > 0) as number[];
  return {
    min: 10 ** Math.floor(Math.log10(Math.min(...amounts))),
    max: 10 ** Math.ceil(Math.log10(Math.max(...amounts))),
  };
}

function optionOf(data: ChartData, formatAmount: (fen: number) => string): ChartOption {
  const common = amountChartOption(data.categories, formatAmount);
  return {
    ...common,
    animationDuration: 400,
    yAxis: {
      ...common.yAxis,
      ...(data.isLogarithmic && { type: "log", ...logarithmicExtent(data) }),
      splitLine: { lineStyle: { color: "#e4ecee" } },
    },
    series: data.series.map(({ name, kind, values }) =>
      kind === "bar"
        ? { type: "bar", name, data: values, barMaxWidth: 34, itemStyle: { borderRadius: [3, 3, 0, 0] } }
        : {
            type: "line",
            name,
            data: values,
            symbolSize: 7,
            lineStyle: { width: 2.5, ...(kind === "plan" && { type: "dashed", color: PLAN_COLOR }) },
            ...(kind === "plan" && { itemStyle: { color: PLAN_COLOR } }),
          },
    ),
  };
}
