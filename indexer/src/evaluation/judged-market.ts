import type { Meilisearch } from "meilisearch";
import { toDemandDocument } from "../indexes/demand-index.ts";
import type { IndexableText, IndexDocument } from "../indexes/index-document.ts";
import type { TextKind } from "../indexes/index-names.ts";
import { toResultDocument } from "../indexes/result-index.ts";
import { TextIndex } from "../indexes/text-index.ts";
import type { JudgedDemand, JudgedResult, JudgedSet } from "./judged-set.ts";
import type { KeptVectors } from "./kept-vectors.ts";
import {
  type PreparedDemand,
  type PreparedResult,
  prepareDemands,
  prepareResults,
} from "./scorable-judged-texts.ts";

/** A judged set as a market of its own: both sides embedded, in indexes that are thrown away. */
export interface JudgedMarket {
  set: JudgedSet;
  meilisearch: Meilisearch;
  vectors: KeptVectors;
  demands: PreparedDemand[];
  /** Padding included. */
  results: PreparedResult[];
  indexNames: Record<TextKind, string>;
}

/** Requests of the size that the indexer itself sends. */
const DOCUMENTS_PER_STEP = 250;
const OWNERS: Record<TextKind, string> = { demand: "enterprise", result: "institution" };

/** Sets up a market of a judged set and of results that nobody asked for, and takes it down after `work`. */
export async function withJudgedMarket<T>(
  set: JudgedSet,
  padding: readonly JudgedResult[],
  meilisearch: Meilisearch,
  vectors: KeptVectors,
  work: (market: JudgedMarket) => Promise<T>,
): Promise<T> {
  const demands = await prepareDemands(set.demands, vectors);
  const results = await prepareResults([...set.results, ...padding], vectors);
  const run = `evaluation_${process.pid}_${Date.now()}`;
  const demandIndex = new TextIndex(meilisearch, "demand", `${run}_demands`);
  const resultIndex = new TextIndex(meilisearch, "result", `${run}_results`);
  const { identity: model, dimensions } = vectors.model;
  try {
    await fill(
      demandIndex,
      dimensions,
      demands.map(({ judged, passageVectors }) =>
        toDemandDocument(toIndexable("demand", judged), { model, vectors: passageVectors }),
      ),
    );
    await fill(
      resultIndex,
      dimensions,
      results.map(({ judged, passageVectors }) =>
        toResultDocument(toIndexable("result", judged), { model, vectors: passageVectors }),
      ),
    );
    return await work({
      set,
      meilisearch,
      vectors,
      demands,
      results,
      indexNames: { demand: demandIndex.name, result: resultIndex.name },
    });
  } finally {
    await Promise.all([demandIndex, resultIndex].map(({ name }) => meilisearch.deleteIndex(name)));
  }
}

/** In order, so that ties are broken the same way in every run. */
async function fill(index: TextIndex, dimensions: number, documents: readonly IndexDocument[]) {
  await index.reconcile(dimensions);
  for (let start = 0; start < documents.length; start += DOCUMENTS_PER_STEP) {
    const step = documents.slice(start, start + DOCUMENTS_PER_STEP);
    await Promise.all(step.map((document) => index.put(document)));
  }
}

/** A judged text as if it were stored and published; what ranking does not read is filled in. */
function toIndexable<Judged extends JudgedDemand | JudgedResult>(kind: TextKind, judged: Judged) {
  return {
    ...judged,
    _id: judged.id,
    revision: 1,
    organisationId: OWNERS[kind],
    visibility: "public",
    expiresAt: null,
    // A set's own words for fields and ways, and what it does not know, pass through to the index as they are.
  } as unknown as Judged & IndexableText & { minTrl: number; trl: number };
}
