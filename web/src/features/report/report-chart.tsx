import { BarChart } from "echarts/charts";
import { GridComponent, LegendComponent, TooltipComponent } from "echarts/components";
import { init, use } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";
import { useEffect, useRef } from "react";
import { seriesColors } from "../../app/theme.ts";

use([BarChart, GridComponent, LegendComponent, TooltipComponent, SVGRenderer]);

interface ReportChartProps {
  data: { categories: string[]; series: { name: string; values: number[] }[] };
  /** What the chart shows, for who cannot see it. */
  label: string;
  formatAmount: (fen: number) => string;
}

/** Bars side by side. Drawn at once and as SVG: paper waits for no animation and shows no pixels. */
export default function ReportChart({ data, label, formatAmount }: ReportChartProps) {
  const frame = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (frame.current === null) return;
    const chart = init(frame.current, null, { renderer: "svg" });
    chart.setOption({
      color: seriesColors,
      animation: false,
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
      xAxis: { type: "category", data: data.categories, axisTick: { show: false } },
      yAxis: { type: "value", axisLabel: { formatter: formatAmount } },
      series: data.series.map(({ name, values }) => ({ type: "bar", name, data: values, barMaxWidth: 26 })),
    });
    const resize = () => chart.resize();
    const observer = new ResizeObserver(resize);
    observer.observe(frame.current);
    window.addEventListener("beforeprint", resize);
    return () => {
      window.removeEventListener("beforeprint", resize);
      observer.disconnect();
      chart.dispose();
    };
  }, [data, formatAmount]);
  return <div ref={frame} className="report-chart" role="img" aria-label={label} />;
}
