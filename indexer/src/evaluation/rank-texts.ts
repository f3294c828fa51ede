import type { Meilisearch, MultiSearchQuery } from "meilisearch";
import { toVectorJson } from "../indexes/index-document.ts";
import { EMBEDDER } from "../indexes/index-names.ts";
import { findCandidates } from "../pairing/find-candidates.ts";
import { chooseQueryTerms } from "../pairing/query-terms.ts";
import { type PairingScore, scorePairing } from "../pairing/score-pairing.ts";
import type { Terms } from "../pairing/terms.ts";
import type { JudgedMarket } from "./judged-market.ts";
import type { Grades } from "./judged-set.ts";
import { fuseRankings } from "./metrics.ts";
import type { PreparedDemand, PreparedResult } from "./scorable-judged-texts.ts";

/** What a user would get from the search engine alone. */
export const baselines = ["keywords", "vectors", "hybrid", "rrf"] as const;
export type Baseline = (typeof baselines)[number];

/** What the product found for one text, before and after scoring. */
export interface Proposals {
  /** In the order in which they were found. */
  candidateIds: string[];
  scores: Map<string, PairingScore>;
}

/** The product's own score; the same with the model away; and with weights fitted on other needs than it ranks. */
export const scoredMethods = ["ours", "oursByKeywords", "oursCrossValidated"] as const;
export type ScoredMethod = (typeof scoredMethods)[number];

/** What each method finds for one text on the other side, and what was judged. */
export interface RankedText {
  id: string;
  kind: string | null;
  grades: Grades;
  baselines: Record<Baseline, string[]>;
  proposals: Record<"ours" | "oursByKeywords", Proposals> & Partial<Record<ScoredMethod, Proposals>>;
}

const SEARCH_DEPTH = 50;
const SEEKER = "nobody";

/** For each need that was judged, results. */
export async function rankResults(market: JudgedMarket): Promise<RankedText[]> {
  const { set, demands, results, indexNames } = market;
  const byId = new Map(results.map((result) => [result.judged.id, result]));
  const judged = demands.filter(({ judged: { id } }) => set.ofDemand.has(id));
  return rankEach(market, judged, async (demand, wholeVector) => ({
    id: demand.judged.id,
    kind: demand.judged.kind,
    grades: set.ofDemand.get(demand.judged.id)!,
    ...(await rankFor(market.meilisearch, indexNames.result, demand, wholeVector, (id, withVectors) =>
      score(demand, byId.get(id)!, withVectors),
    )),
  }));
}

/** For each result that was judged, needs: the other direction of the same judgements. */
export async function rankDemands(market: JudgedMarket): Promise<RankedText[]> {
  const { set, demands, results, indexNames } = market;
  const byId = new Map(demands.map((demand) => [demand.judged.id, demand]));
  const judged = results.filter(({ judged: { id } }) => set.ofResult.has(id));
  return rankEach(market, judged, async (result, wholeVector) => ({
    id: result.judged.id,
    kind: null,
    grades: set.ofResult.get(result.judged.id)!,
    ...(await rankFor(market.meilisearch, indexNames.demand, result, wholeVector, (id, withVectors) =>
      score(byId.get(id)!, result, withVectors),
    )),
  }));
}

/** One after the other: in a large market many at once would only wait for each other, and time out. */
async function rankEach<Seeker extends { wholeText: string }>(
  { vectors }: JudgedMarket,
  seekers: readonly Seeker[],
  rank: (seeker: Seeker, wholeVector: Float32Array) => Promise<RankedText>,
): Promise<RankedText[]> {
  const wholeVectors = await vectors.embed(seekers.map(({ wholeText }) => wholeText));
  const ranked: RankedText[] = [];
  for (const [index, seeker] of seekers.entries()) ranked.push(await rank(seeker, wholeVectors[index]!));
  return ranked;
}

function score(demand: PreparedDemand, result: PreparedResult, withVectors: boolean): PairingScore {
  return scorePairing(withVectors ? demand.scorable : { ...demand.scorable, vectors: null }, result.scorable);
}

async function rankFor(
  meilisearch: Meilisearch,
  indexName: string,
  { scorable: { terms }, queryVectors }: PreparedDemand | PreparedResult,
  wholeVector: Float32Array,
  scoreWith: (id: string, withVectors: boolean) => PairingScore,
): Promise<Pick<RankedText, "baselines" | "proposals">> {
  const [withVectors, byKeywords] = await findCandidates(meilisearch, indexName, [
    { organisationId: SEEKER, terms, vectors: queryVectors },
    { organisationId: SEEKER, terms, vectors: [] },
  ]);
  const propose = (candidateIds: string[], isWithVectors: boolean): Proposals => ({
    candidateIds,
    scores: new Map(candidateIds.map((id) => [id, scoreWith(id, isWithVectors)])),
  });
  return {
    baselines: await searchPlainly(meilisearch, indexName, terms, wholeVector),
    proposals: { ours: propose(withVectors!, true), oursByKeywords: propose(byKeywords!, false) },
  };
}

async function searchPlainly(
  meilisearch: Meilisearch,
  indexUid: string,
  terms: Terms,
  wholeVector: Float32Array,
): Promise<Record<Baseline, string[]>> {
  const base = { indexUid, limit: SEARCH_DEPTH, attributesToRetrieve: ["id"] };
  const byKeywords = { q: chooseQueryTerms(terms).join(" "), matchingStrategy: "frequency" } as const;
  const byVector = (semanticRatio: number) => ({
    vector: toVectorJson(wholeVector),
    hybrid: { embedder: EMBEDDER, semanticRatio },
  });
  const queries: MultiSearchQuery[] = [
    { ...base, ...byKeywords },
    { ...base, ...byVector(1) },
    { ...base, ...byKeywords, ...byVector(0.5) },
  ];
  const answer = await meilisearch.multiSearch<{ queries: MultiSearchQuery[] }, { id: string }>({ queries });
  const [keywords, vectors, hybrid] = answer.results.map(({ hits }) => hits.map(({ id }) => id));
  return {
    keywords: keywords!,
    vectors: vectors!,
    hybrid: hybrid!,
    rrf: fuseRankings([keywords!, vectors!]),
  };
}

/** Ids by score, best first; equal ones in the order in which they were found. */
export function byScore({ candidateIds, scores }: Proposals): string[] {
  return candidateIds.toSorted((a, b) => scores.get(b)!.score - scores.get(a)!.score);
}
