import { seededRandom } from "./seeded-random.ts";

/** Lower and upper end of a 95% interval. */
export type Interval = [lower: number, upper: number];

const RESAMPLES = 2_000;
const SEED = 20_261_124;
const TAIL = 0.025;

/**
 * How far a figure of some units (needs, as a rule) may be off, because other needs might have been judged: the
 * middle 95% of what it comes to over samples of the units drawn with replacement (percentile bootstrap). The draws
 * are the same for the same number of units, so that a rerun prints the same and methods are compared on the same
 * draws. A figure that most samples leave undefined (`null`) has no interval.
 */
export function bootstrapInterval<Unit>(
  units: readonly Unit[],
  figure: (sample: readonly Unit[]) => number | null,
): Interval | null {
  const random = seededRandom(SEED + units.length);
  const figures: number[] = [];
  for (let round = 0; round < RESAMPLES; round += 1) {
    const sample = units.map(() => units[Math.floor(random() * units.length)]!);
    const value = figure(sample);
    if (value !== null) figures.push(value);
  }
  if (figures.length < RESAMPLES / 2) return null;
  figures.sort((a, b) => a - b);
  const at = (share: number) => figures[Math.round(share * (figures.length - 1))]!;
  return [at(TAIL), at(1 - TAIL)];
}

/** The mean of what is known; `null` where nothing is. */
export function meanOfKnown(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0) / known.length;
}
