import { BarChart } from "echarts/charts";
import { GridComponent, LegendComponent, TooltipComponent } from "echarts/components";
import { init, use } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";
import { useEffect, useRef } from "react";
import { amountChartOption } from "../../components/chart-option.ts";

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
      ...amountChartOption(data.categories, formatAmount),
      animation: false,
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
