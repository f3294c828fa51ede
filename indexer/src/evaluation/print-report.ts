import type { Interval } from "./bootstrap.ts";
import type { Calibration } from "./calibration.ts";
import type { DirectionReport, Report } from "./report.ts";

/** The report as text for a terminal. */
export function printReport(title: string, report: Report): string {
  return [
    `══ ${title} ══`,
    ...printDirection(report, "needs"),
    ...Object.entries(report.calibration).flatMap(([method, groups]) =>
      printCalibration(method, groups.all!),
    ),
    "",
    "── the other way: for each result, needs ──",
    ...printDirection(report.reverse, "results"),
  ].join("\n");
}

const NAME_WIDTH = 20;

function printDirection({ methods, candidates, differences }: DirectionReport, unit: string): string[] {
  return Object.entries(candidates).flatMap(([group, found]) => [
    "",
    `${group} (${found.n} ${unit})`.padEnd(NAME_WIDTH + 2) +
      " nDCG@10 [95% interval]  recall@10  recall@50  MRR@10",
    ...Object.entries(methods).map(([method, groups]) => {
      const { ndcg10, recall10, recall50, mrr10, intervals } = groups[group]!;
      return (
        `  ${method.padEnd(NAME_WIDTH)} ${figure(ndcg10)} ${range(intervals.ndcg10).padEnd(16)}` +
        `  ${figure(recall10).padEnd(9)}  ${figure(recall50).padEnd(9)}  ${figure(mrr10)}`
      );
    }),
    ...Object.entries(differences).map(([method, groups]) => {
      const { baseline, ndcg10, interval } = groups[group]!;
      return `  ${method} − ${baseline}: ${signed(ndcg10)} ${interval ? `[${interval.map(signed).join(", ")}]` : ""}`;
    }),
    `  candidates: ${found.size.toFixed(0)} on average, recall ${figure(found.recall)} ` +
      `${range(found.recallInterval)}, of the first 50 ${figure(found.recall50)} ${range(found.recall50Interval)}`,
  ]);
}

function printCalibration(method: string, calibration: Calibration): string[] {
  return [
    "",
    `${method}, score ≥ ${calibration.threshold}: ` +
      `precision ${figure(calibration.precision)} ${range(calibration.precisionInterval)}, ` +
      `recall ${figure(calibration.recall)} ${range(calibration.recallInterval)}; ` +
      `expected calibration error ${figure(calibration.expectedCalibrationError)}`,
    "  score       pairs  mean score  relevant",
    ...calibration.reliability.map(
      ({ from, to, pairs, meanScore, relevantShare }) =>
        `  ${from.toFixed(1)} – ${to.toFixed(1)} ${String(pairs).padStart(7)}  ${figure(meanScore)}` +
        `       ${figure(relevantShare)}`,
    ),
  ];
}

function figure(value: number | null): string {
  return value === null ? "  –  " : value.toFixed(3);
}

function range(interval: Interval | null): string {
  return interval === null ? "" : `[${interval.map((end) => end.toFixed(3)).join(", ")}]`;
}

function signed(value: number): string {
  return `${value < 0 ? "−" : "+"}${Math.abs(value).toFixed(3)}`;
}
