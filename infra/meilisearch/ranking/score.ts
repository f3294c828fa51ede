/** A place among the possible places of one ranking rule: `rank` counts up to the best, `maxRank`. */
interface Rank {
  rank: number;
  maxRank: number;
}

/** What one ranking rule says of one document, in the order of the rules. */
export type ScoreDetail =
  | ({ rule: "words" | "typo" | "exactWords"; matched: number; max: number } & Rank)
  | ({ rule: "proximity" | "attributeRank" | "wordPosition" } & Rank)
  | ({ rule: "exactAttribute"; matchType: "exactMatch" | "matchesStart" | "noExactMatch" } & Rank)
  | { rule: "sort"; attribute: string; isAscending: boolean; value: SortValue }
  | { rule: "vectorSort"; similarity: number | null };

export type SortValue = number | string | null;

export type ScoreValue = number | { isAscending: boolean; value: SortValue };

/** One number from 0 to 1: all ranks merged, the first rule weighing most; or the similarity of a vector search. */
export function rankingScore(details: ScoreDetail[]): number {
  const vector = details.find((detail) => detail.rule === "vectorSort");
  if (vector) return vector.similarity ?? 0;
  return mergeRanks(details.filter(isRank));
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
    if (isRank(detail)) {
      run.push(detail);
      continue;
    }
    closeRun();
    values.push(detail.rule === "sort" ? detail : (detail.similarity ?? 0));
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
    } else if (typeof a === "number") return a === 0 ? -1 : 1;
    else if (typeof b === "number") return b === 0 ? 1 : -1;
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
  const shown: Record<string, unknown> = {};
  let order = 0;
  let exactAttribute: ScoreDetail | undefined;
  for (const detail of details) {
    switch (detail.rule) {
      case "words":
        shown.words = {
          order: order++,
          matchingWords: detail.matched,
          maxMatchingWords: detail.max,
          score: localScore(detail),
        };
        break;
      case "typo":
        shown.typo = {
          order: order++,
          typoCount: detail.matched,
          maxTypoCount: detail.max,
          score: localScore(detail),
        };
        break;
      case "proximity":
        shown.proximity = { order: order++, score: localScore(detail) };
        break;
      case "attributeRank":
        shown.attributeRank = { order: order++, score: localScore(detail) };
        break;
      case "wordPosition":
        shown.wordPosition = { order: order++, score: localScore(detail) };
        break;
      case "exactAttribute":
        exactAttribute = detail;
        shown.exactness = { order: order++, matchType: detail.matchType, score: localScore(detail) };
        break;
      case "exactWords":
        if (exactAttribute?.rule === "exactAttribute" && exactAttribute.matchType === "noExactMatch") {
          shown.exactness = {
            order: order - 1,
            matchType: "noExactMatch",
            matchingWords: detail.matched,
            maxMatchingWords: detail.max,
            score: mergeRanks([exactAttribute, detail]),
          };
        }
        break;
      case "sort":
        shown[`${detail.attribute}:${detail.isAscending ? "asc" : "desc"}`] = {
          order: order++,
          value: detail.value,
        };
        break;
      case "vectorSort":
        shown.vectorSort = { order: order++, similarity: detail.similarity };
    }
  }
  return shown;
}

function isRank(detail: ScoreDetail): detail is ScoreDetail & Rank {
  return detail.rule !== "sort" && detail.rule !== "vectorSort";
}

function localScore({ rank, maxRank }: Rank): number {
  return rank / maxRank;
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
