/** What one ranking rule says of one document. The details of a document stand in the order of the rules. */
export type ScoreDetail = Rank | Sort | Similarity;

/** A place among the possible places of a rule about words: `rank` counts up to the best, `maxRank`. */
interface Rank {
  rule: string;
  rank: number;
  maxRank: number;
  /** What Meilisearch shows of it beside the score. */
  shown?: Record<string, unknown>;
}

interface Sort {
  attribute: string;
  isAscending: boolean;
  value: SortValue;
}

interface Similarity {
  /** Null for a document without a vector. */
  similarity: number | null;
}

export type SortValue = number | string | null;

type ScoreValue = number | Sort;

/** One number from 0 to 1: all ranks merged, the first rule weighing most; or the similarity of a vector search. */
export function rankingScore(details: ScoreDetail[]): number {
  const vector = details.find((detail) => "similarity" in detail);
  if (vector) return vector.similarity ?? 0;
  return mergeRanks(details.filter((detail) => "rank" in detail));
}

/** The values two documents are compared by: runs of ranks merged to one number, sort values between them. */
export function scoreValues(details: ScoreDetail[]): ScoreValue[] {
  const values: ScoreValue[] = [];
  let run: Rank[] = [];
  const closeRun = (): void => {
    if (run.length > 0) values.push(mergeRanks(run));
    run = [];
  };
  for (const detail of details) {
    if ("rank" in detail) {
      run.push(detail);
      continue;
    }
    closeRun();
    values.push("similarity" in detail ? (detail.similarity ?? 0) : detail);
  }
  closeRun();
  return values;
}

/** Positive where `lefts` come first; numbers are weighted before they are compared. */
export function compareScores(
  lefts: ScoreValue[],
  leftWeight: number,
  rights: ScoreValue[],
  rightWeight: number,
): number {
  for (let i = 0; i < Math.max(lefts.length, rights.length); i++) {
    const a = lefts[i];
    const b = rights[i];
    if (a === undefined) return b === undefined ? 0 : -1;
    if (b === undefined) return 1;
    if (typeof a === "number" && typeof b === "number") {
      const difference = a * leftWeight - b * rightWeight;
      if (Math.abs(difference) > Number.EPSILON) return difference;
    } else if (typeof a === "number") return 1;
    else if (typeof b === "number") return -1;
    else {
      const order = compareSortValues(a.value, b.value, a.isAscending);
      if (order !== 0) return -order;
    }
  }
  return 0;
}

/** Negative where `a` comes first. Numbers come before texts in both directions, missing values last. */
export function compareSortValues(a: SortValue, b: SortValue, isAscending: boolean): number {
  if (a === b) return 0;
  if (a === null) return 1;
  if (b === null) return -1;
  if (typeof a !== typeof b) return typeof a === "number" ? -1 : 1;
  return a < b === isAscending ? -1 : 1;
}

/** `_rankingScoreDetails` as Meilisearch shows them. */
export function presentDetails(details: ScoreDetail[]): Record<string, unknown> {
  return Object.fromEntries(
    details.map((detail, order) => {
      if ("similarity" in detail) return ["vectorSort", { order, ...detail }];
      if ("value" in detail) {
        const { attribute, isAscending, value } = detail;
        return [`${attribute}:${isAscending ? "asc" : "desc"}`, { order, value }];
      }
      const { rule, rank, maxRank, shown } = detail;
      return [rule, { order, ...shown, score: rank / maxRank }];
    }),
  );
}

function mergeRanks(ranks: Rank[]): number {
  let rank = 1;
  let maxRank = 1;
  for (const inner of ranks) {
    rank = Math.max(0, rank - 1) * inner.maxRank + inner.rank;
    maxRank *= inner.maxRank;
  }
  return rank / maxRank;
}
