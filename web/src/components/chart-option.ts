import type { EChartsCoreOption } from "echarts/core";
import { seriesColors } from "../app/theme.ts";

/** What every chart of amounts over categories has in common: colours, frame, legend, tooltip and axes. */
export function amountChartOption(categories: string[], formatAmount: (fen: number) => string) {
  return {
    color: seriesColors,
    grid: {
      left: 8,
      right: 12,
      top: 44,
      bottom: 4,
      outerBoundsMode: "same",
      outerBoundsContain: "axisLabel",
    },
    legend: { top: 0, left: 0 },
    tooltip: {
      trigger: "axis",
      confine: true,
      valueFormatter: (value: unknown) => (typeof value === "number" ? formatAmount(value) : "—"),
    },
    xAxis: { type: "category", data: categories, axisTick: { show: false } },
    yAxis: { type: "value", axisLabel: { formatter: formatAmount } },
  } as const satisfies EChartsCoreOption;
}
