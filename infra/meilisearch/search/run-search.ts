import { MeilisearchError, quoteNames } from "../errors.ts";
import { filterDocuments } from "../filter/evaluate-filter.ts";
import type { LiveIndex } from "../index/live-index.ts";
import { isGoodEnough, mergeHybrid } from "../ranking/merge-hybrid.ts";
import { parseQuery, type Query } from "../ranking/parse-query.ts";
import { leaveOutExcluded } from "../ranking/query-nodes.ts";
import { rankBySort } from "../ranking/rank-by-sort.ts";
import { rankByVector } from "../ranking/rank-by-vector.ts";
import { rankByWords } from "../ranking/rank-by-words.ts";
import type { RankedDocument, Ranking, SortRule } from "../ranking/ranked-document.ts";
import { rankingScore } from "../ranking/score.ts";
import { covers } from "../settings/settings.ts";
import { tokenize } from "../text/tokenize.ts";
import type { HybridParameters, SearchParameters } from "./search-parameters.ts";

const DEFAULT_SEMANTIC_RATIO = 0.5;

/** What a search found, before hits are dressed. */
export interface SearchResult {
  documents: (RankedDocument & { isSemantic: boolean })[];
  candidates: Uint8Array;
  total: number;
  /** How many of the documents the vectors brought; undefined for a search by words alone. */
  semanticHitCount: number | undefined;
}

type SearchKind =
  | { kind: "words" }
  | { kind: "vector"; embedder: string; vector: Float32Array }
  | { kind: "hybrid"; embedder: string; vector: Float32Array | undefined; semanticRatio: number };

/** Finds the hits from `offset` to `offset + limit` in order, and counts them all. */
export function runSearch(
  index: LiveIndex,
  parameters: SearchParameters,
  offset: number,
  limit: number,
): SearchResult {
  const kind = searchKind(index, parameters);
  const sort = parseSort(index, parameters.sort ?? []);
  const query = parseQuery(tokenize(parameters.q ?? ""));
  const universe = filterDocuments(index, parameters.filter, "invalid_search_filter");
  leaveOutExcluded(index, query, universe);
  const { rankingScoreThreshold: threshold } = parameters;
  const wanted = threshold === undefined ? offset + limit : index.documentCount;

  let { documents, candidates, isHybrid } = rank(index, parameters, query, kind, sort, universe, wanted);
  if (threshold !== undefined) {
    documents = documents.filter(({ details }) => rankingScore(details) >= threshold);
    candidates = new Uint8Array(index.docidCount);
    for (const { docid } of documents) candidates[docid] = 1;
  }
  const page = documents.slice(offset, offset + limit);
  return {
    documents: page,
    candidates,
    total: candidates.reduce((sum, accepted) => sum + accepted, 0),
    semanticHitCount: isHybrid ? page.filter(({ isSemantic }) => isSemantic).length : undefined,
  };
}

function rank(
  index: LiveIndex,
  parameters: SearchParameters,
  query: Query,
  kind: SearchKind,
  sort: SortRule[],
  universe: Uint8Array,
  wanted: number,
): Pick<SearchResult, "documents" | "candidates"> & { isHybrid: boolean } {
  const from = ({ documents, candidates }: Ranking, isSemantic: boolean, isHybrid: boolean) => ({
    documents: documents.map((document) => ({ ...document, isSemantic })),
    candidates,
    isHybrid,
  });
  if (kind.kind === "vector") {
    return from(rankByVector(index, kind.embedder, kind.vector, universe, sort, wanted), true, true);
  }
  const words = rankWords(index, parameters, query, sort, universe, wanted);
  if (kind.kind === "words") return from(words, false, false);

  const { semanticRatio, vector, embedder } = kind;
  const keywordSide = words.documents.slice(0, wanted);
  if (!vector || isGoodEnough(keywordSide, wanted, semanticRatio)) return from(words, false, true);
  const { documents, candidates } = rankByVector(index, embedder, vector, universe, sort, wanted);
  // The vector side lets every document of the universe in, so all of them are hits.
  return { documents: mergeHybrid(documents, keywordSide, semanticRatio), candidates, isHybrid: true };
}

function rankWords(
  index: LiveIndex,
  { matchingStrategy: strategy = "last" }: SearchParameters,
  query: Query,
  sort: SortRule[],
  universe: Uint8Array,
  limit: number,
): Ranking {
  if (query.parts.length > 0) {
    return rankByWords(index, { query, strategy, sort, universe, limit });
  }
  const docids = [...index.allDocids()].filter((docid) => universe[docid] === 1);
  return { documents: rankBySort(index, docids, sort), candidates: universe };
}

/** Which of Meilisearch's ways of searching the parameters ask for. */
function searchKind(index: LiveIndex, { q, vector, hybrid }: SearchParameters): SearchKind {
  const hasWords = q !== undefined && q.trim() !== "";
  if (hybrid === undefined) {
    if (vector === undefined) return { kind: "words" };
    throw new MeilisearchError(
      "missing_search_hybrid",
      "Invalid request: missing `hybrid` parameter when `vector` is present.",
    );
  }
  const semanticRatio = hybrid.semanticRatio ?? DEFAULT_SEMANTIC_RATIO;
  if (semanticRatio === 0 || (!hasWords && vector === undefined)) return { kind: "words" };
  const target = checkVector(index, hybrid, vector);
  if (semanticRatio < 1 && hasWords) {
    return { kind: "hybrid", embedder: hybrid.embedder, vector: target, semanticRatio };
  }
  if (target === undefined) {
    throw new MeilisearchError(
      "vector_embedding_error",
      `Error while generating embeddings: user error: attempt to embed the following text in a configuration where embeddings must be user provided:\n  - \`${q}\``,
    );
  }
  return { kind: "vector", embedder: hybrid.embedder, vector: target };
}

function checkVector(
  index: LiveIndex,
  { embedder }: HybridParameters,
  vector: number[] | undefined,
): Float32Array | undefined {
  const vectors = index.vectors.get(embedder);
  if (!vectors) {
    throw new MeilisearchError("invalid_search_embedder", `Cannot find embedder with name \`${embedder}\`.`);
  }
  if (vector !== undefined && vector.length !== vectors.dimensions) {
    throw new MeilisearchError(
      "invalid_vector_dimensions",
      `Invalid vector dimensions: expected: \`${vectors.dimensions}\`, found: \`${vector.length}\`.`,
    );
  }
  if (vector?.some((value) => !Number.isFinite(Math.fround(value)))) {
    throw new MeilisearchError("invalid_search_vector", "Invalid value at `.vector`: a number is too large.");
  }
  return vector && Float32Array.from(vector);
}

/** Reads `["trl:desc"]`; an attribute that is not sortable is refused. */
function parseSort(index: LiveIndex, sort: string[]): SortRule[] {
  const { sortableAttributes } = index.settings;
  return sort.map((text): SortRule => {
    const [, attribute, direction] = /^(.+):(asc|desc)$/s.exec(text) ?? [];
    if (attribute === undefined) {
      throw new MeilisearchError(
        "invalid_search_sort",
        `Invalid syntax for the sort parameter: expected expression ending by \`:asc\` or \`:desc\`, found \`${text}\`.`,
      );
    }
    if (!covers(sortableAttributes, attribute)) {
      const available =
        sortableAttributes.length === 0
          ? "This index does not have configured sortable attributes."
          : `Available sortable attributes are: ${quoteNames([sortableAttributes.join(", ")])}.`;
      throw new MeilisearchError(
        "invalid_search_sort",
        `Index \`${index.record.uid}\`: Attribute \`${attribute}\` is not sortable. ${available}`,
      );
    }
    return { attribute, isAscending: direction === "asc" };
  });
}
