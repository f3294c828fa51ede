import type { MultiSearchQuery } from "meilisearch";
import type { EmbeddingClient } from "../embedding/embedding-client.ts";
import { demandWords, passagesOf, resultWords, type Words } from "../embedding/embedding-text.ts";
import { EMBEDDER } from "../indexes/index-names.ts";
import { createMeilisearchClient, type MeilisearchOptions } from "../indexes/meilisearch-client.ts";
import { toResultDocument } from "../indexes/result-index.ts";
import { TextIndex } from "../indexes/text-index.ts";
import { findCandidates } from "../pairing/find-candidates.ts";
import { chooseQueryTerms } from "../pairing/query-terms.ts";
import { type ScorableDemand, type ScorableResult, scorePairing } from "../pairing/score-pairing.ts";
import { similarityToStrangers } from "../pairing/similarity.ts";
import strangers from "../pairing/stranger-passages.json" with { type: "json" };
import { termsOf } from "../pairing/terms.ts";
import type { JudgedDemand, JudgedResult, JudgedSet } from "./judged-set.ts";
import { fuseRankings } from "./metrics.ts";

export const methods = ["keywords", "vectors", "hybrid", "rrf", "ours"] as const;
type Method = (typeof methods)[number];

/** Result ids by method, best first, and the product's score of each of its candidates. */
export interface DemandRankings {
  demand: JudgedDemand;
  rankings: Record<Method, string[]>;
  scores: Map<string, number>;
}

const SEARCH_DEPTH = 50;
/** What a whole text is cut to for the plain vector search: the model reads 512 tokens. */
const WHOLE_TEXT_LENGTH = 480;
const OWNER = "evaluation";

/** Ranks the results of a judged set for each of its needs, by each method, in an index that is thrown away. */
export async function rankDemands(
  set: JudgedSet,
  options: MeilisearchOptions,
  embeddings: EmbeddingClient,
): Promise<DemandRankings[]> {
  const meilisearch = createMeilisearchClient(options);
  const index = new TextIndex(meilisearch, "result", `evaluation_${Date.now()}`);
  const embed = async (texts: readonly string[]) =>
    (await embeddings.embedPassages(texts)).map((vector) => Float32Array.from(vector));
  const strangerVectors = await embed(strangers.passages);
  const { dimensions, identity } = await embeddings.probe();

  const prepare = async (words: Words) => {
    const passages = passagesOf(words);
    const vectors = await embed(passages);
    return {
      passages,
      terms: termsOf(words),
      vectors,
      district: null,
    };
  };

  try {
    await index.reconcile(dimensions);
    const results = new Map<string, ScorableResult>();
    await Promise.all(
      set.results.map(async (result) => {
        const scorable = { ...(await prepare(resultWords(result))), ...termsOfResult(result) };
        results.set(result.id, scorable);
        await index.put(
          toResultDocument(toIndexable(result), { model: identity, vectors: scorable.vectors }),
        );
      }),
    );
    return await Promise.all(
      set.demands.map(async (demand): Promise<DemandRankings> => {
        const words = demandWords(demand);
        const { minTrl, budgetFen, field, cooperation } = demand;
        const prepared = await prepare(words);
        const strangeness = similarityToStrangers(prepared.vectors, strangerVectors);
        const scorable = { ...prepared, strangeness, minTrl, budgetFen, field, cooperation };
        const [whole] = await embed([`${words.title}\n${words.body}`.slice(0, WHOLE_TEXT_LENGTH)]);
        const search = await searchPlainly(scorable, whole!);
        const [candidateIds] = await findCandidates(meilisearch, index.name, [
          { organisationId: "nobody", terms: scorable.terms, vectors: scorable.vectors },
        ]);
        const scores = new Map(
          candidateIds!.map((id) => [id, scorePairing(scorable, results.get(id)!).score]),
        );
        const ours = [...scores].toSorted((a, b) => b[1] - a[1]).map(([id]) => id);
        const rrf = fuseRankings([search.keywords, search.vectors]);
        return { demand, rankings: { ...search, rrf, ours }, scores };
      }),
    );
  } finally {
    await meilisearch.deleteIndex(index.name);
  }

  /** What a user would get from the search engine alone. */
  async function searchPlainly(
    { terms }: ScorableDemand,
    whole: Float32Array,
  ): Promise<Record<"keywords" | "vectors" | "hybrid", string[]>> {
    const base = { indexUid: index.name, limit: SEARCH_DEPTH, attributesToRetrieve: ["id"] };
    const byKeywords = { q: chooseQueryTerms(terms).join(" "), matchingStrategy: "frequency" } as const;
    const byVector = (semanticRatio: number) => ({
      vector: Array.from(whole),
      hybrid: { embedder: EMBEDDER, semanticRatio },
    });
    const queries: MultiSearchQuery[] = [
      { ...base, ...byKeywords },
      { ...base, ...byVector(1) },
      { ...base, ...byKeywords, ...byVector(0.5) },
    ];
    const answer = await meilisearch.multiSearch<{ queries: MultiSearchQuery[] }, { id: string }>({
      queries,
    });
    const [keywords, vectors, hybrid] = answer.results.map(({ hits }) => hits.map(({ id }) => id));
    return { keywords: keywords!, vectors: vectors!, hybrid: hybrid! };
  }
}

function termsOfResult({ trl, priceFen, field, cooperation }: JudgedResult) {
  return { trl, priceFen, field, cooperation };
}

/** A judged result as if it were stored; what ranking does not read is filled in. */
function toIndexable(result: JudgedResult): Parameters<typeof toResultDocument>[0] {
  return {
    ...result,
    _id: result.id,
    revision: 1,
    organisationId: OWNER,
    visibility: "public",
    expiresAt: null,
  } as Parameters<typeof toResultDocument>[0];
}
