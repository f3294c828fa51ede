/** The value below which `share` (0 to 1) of the samples lie, by nearest rank. */
export function quantile(samples: readonly number[], share: number): number {
  if (samples.length === 0) throw new Error("no samples to take a quantile of");
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)]!;
}

/** Milliseconds that a piece of work took. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}

/** One line of the report: a figure, what it is measured against in the same run, and the bound it should keep. */
export interface Figure {
  name: string;
  value: number;
  unit: string;
  /** The same kind of work done alone; the ratio is what can be compared between machines. */
  baseline?: number;
  ratio?: number;
  bound?: { atMost?: number; atLeast?: number; of: "value" | "ratio" };
}

export function isWithinBound({ value, ratio, bound }: Figure): boolean | null {
  if (bound === undefined) return null;
  const measured = bound.of === "ratio" ? ratio : value;
  if (measured === undefined) throw new Error("a bound on a ratio needs a ratio");
  return (
    (bound.atMost === undefined || measured <= bound.atMost) &&
    (bound.atLeast === undefined || measured >= bound.atLeast)
  );
}

/** The figures as a table for a terminal. */
export function toTable(figures: readonly Figure[]): string {
  const rows = figures.map((figure) => {
    const verdict = isWithinBound(figure);
    return [
      figure.name,
      `${format(figure.value)} ${figure.unit}`,
      figure.baseline === undefined ? "" : `${format(figure.baseline)} ${figure.unit}`,
      figure.ratio === undefined ? "" : format(figure.ratio),
      describeBound(figure),
      verdict === null ? "" : verdict ? "yes" : "NO",
    ];
  });
  const table = [["figure", "measured", "alone", "ratio", "bound", "kept"], ...rows];
  const widths = table[0]!.map((_, column) => Math.max(...table.map((row) => row[column]!.length)));
  return table.map((row) => row.map((cell, column) => cell.padEnd(widths[column]!)).join("  ")).join("\n");
}

function describeBound({ bound }: Figure): string {
  if (bound === undefined) return "";
  const limit = bound.atMost === undefined ? `≥ ${bound.atLeast}` : `≤ ${bound.atMost}`;
  return bound.of === "ratio" ? `ratio ${limit}` : limit;
}

function format(number: number): string {
  return number >= 100 ? number.toFixed(0) : number.toPrecision(3);
}
