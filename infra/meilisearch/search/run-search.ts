import { MeilisearchError, quoteNames } from "../errors.ts";
import { evaluateFilter } from "../filter/evaluate-filter.ts";
import { parseFilterParameter } from "../filter/parse-filter.ts";
import type { LiveIndex } from "../index/live-index.ts";
import { isGoodEnough, mergeHybrid } from "../ranking/merge-hybrid.ts";
import { parseQuery } from "../ranking/parse-query.ts";
import { rankBySort } from "../ranking/rank-by-sort.ts";
import { rankByVector } from "../ranking/rank-by-vector.ts";
import { rankByWords } from "../ranking/rank-by-words.ts";
import {
  type RankedDocument,
  type Ranking,
  type Rule,
  resolveRules,
  type SortRule,
} from "../ranking/ranked-document.ts";
import { rankingScore } from "../ranking/score.ts";
import { availableFilterables, isFilterable, matchesPattern } from "../settings/settings.ts";
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
  const rules = resolveRules(index.settings.rankingRules, parseSort(index, parameters.sort));
  const universe = searchUniverse(index, parameters);
  const distinct = distinctAttribute(index, parameters.distinct);
  const isCut = distinct !== undefined || parameters.rankingScoreThreshold !== undefined;
  const wanted = isCut ? index.documentCount : offset + limit;

  const { ranking, isSemantic, semanticRatio } = rank(index, parameters, kind, rules, universe, wanted);
  let documents = ranking.documents.map((document, i) => ({ ...document, isSemantic: isSemantic(i) }));
  let { candidates } = ranking;
  if (isCut) {
    const threshold = parameters.rankingScoreThreshold ?? 0;
    documents = documents.filter(({ details }) => rankingScore(details) >= threshold);
    if (distinct !== undefined) documents = keepDistinct(index, distinct, documents);
    candidates = new Uint8Array(index.docidCount);
    for (const { docid } of documents) candidates[docid] = 1;
  }
  let total = 0;
  for (const accepted of candidates) total += accepted;
  const page = documents.slice(offset, offset + limit);
  return {
    documents: page,
    candidates,
    total,
    semanticHitCount:
      semanticRatio === undefined ? undefined : page.filter((document) => document.isSemantic).length,
  };
}

function rank(
  index: LiveIndex,
  parameters: SearchParameters,
  kind: SearchKind,
  rules: Rule[],
  universe: Uint8Array,
  wanted: number,
): { ranking: Ranking; isSemantic(this: void, i: number): boolean; semanticRatio: number | undefined } {
  if (kind.kind === "vector") {
    const ranking = rankByVector(index, kind.embedder, kind.vector, universe, rules, wanted);
    return { ranking, isSemantic: () => true, semanticRatio: 1 };
  }
  const words = rankWords(index, parameters, rules, universe, wanted);
  if (kind.kind === "words") return { ranking: words, isSemantic: () => false, semanticRatio: undefined };

  const { semanticRatio, vector, embedder } = kind;
  if (!vector || isGoodEnough(words.documents.slice(0, wanted), wanted, semanticRatio)) {
    return { ranking: words, isSemantic: () => false, semanticRatio };
  }
  const vectors = rankByVector(index, embedder, vector, universe, rules, wanted);
  const merged = mergeHybrid(vectors.documents, words.documents.slice(0, wanted), semanticRatio);
  return {
    // The vector side lets every document of the universe in, so all of them are hits.
    ranking: { documents: merged, candidates: vectors.candidates },
    isSemantic: (i) => merged[i]!.isSemantic,
    semanticRatio,
  };
}

function rankWords(
  index: LiveIndex,
  parameters: SearchParameters,
  rules: Rule[],
  universe: Uint8Array,
  limit: number,
): Ranking {
  const query = parseQuery(tokenize(parameters.q ?? ""), (word) => index.isStopWord(word));
  const fields = searchedFields(index, parameters.attributesToSearchOn);
  if (query.parts.length === 0 && query.excluded.length === 0) {
    const docids = [...index.allDocids()].filter((docid) => universe[docid] === 1);
    return { documents: rankBySort(index, docids, rules), candidates: universe };
  }
  const strategy = parameters.matchingStrategy ?? "last";
  return rankByWords(index, { query, strategy, rules, universe, fields, limit });
}

/** Which of Meilisearch's ways of searching the parameters ask for. */
function searchKind(index: LiveIndex, { q, vector, hybrid }: SearchParameters): SearchKind {
  const hasWords = q !== undefined && q.trim() !== "";
  if (hybrid === undefined) {
    if (vector === undefined) return { kind: "words" };
    throw new MeilisearchError(
      "missing_search_hybrid",
      "Invalid request: missing `hybrid` parameter when `vector` or `media` are present.",
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
  return vector && Float32Array.from(vector);
}

/** The documents the filter lets in. */
export function searchUniverse(
  index: LiveIndex,
  { filter }: { filter?: unknown },
  code = "invalid_search_filter",
): Uint8Array {
  const parsed = filter === undefined ? undefined : parseFilterParameter(filter, code);
  if (parsed) return evaluateFilter(index, parsed, code);
  const universe = new Uint8Array(index.docidCount);
  for (const docid of index.allDocids()) universe[docid] = 1;
  return universe;
}

/** Reads `["trl:desc"]`; an attribute that is not sortable is refused. */
export function parseSort(
  index: LiveIndex,
  sort: string[] | undefined,
  code = "invalid_search_sort",
): SortRule[] {
  if (sort === undefined || sort.length === 0) return [];
  const { rankingRules, sortableAttributes } = index.settings;
  const rules = sort.map((text): SortRule => {
    const [, attribute, direction] = /^(.+):(asc|desc)$/s.exec(text) ?? [];
    if (attribute === undefined) {
      throw new MeilisearchError(
        code,
        `Invalid syntax for the sort parameter: expected expression ending by \`:asc\` or \`:desc\`, found \`${text}\`.`,
      );
    }
    if (attribute.startsWith("_geo")) {
      throw new MeilisearchError(code, `\`${attribute}\` is not supported by the embedded server.`);
    }
    if (!sortableAttributes.some((pattern) => matchesPattern(pattern, attribute))) {
      const available =
        sortableAttributes.length === 0
          ? "This index does not have configured sortable attributes."
          : `Available sortable attributes are: ${quoteNames([sortableAttributes.join(", ")])}.`;
      throw new MeilisearchError(
        code,
        `Index \`${index.record.uid}\`: Attribute \`${attribute}\` is not sortable. ${available}`,
      );
    }
    return { attribute, isAscending: direction === "asc" };
  });
  if (!rankingRules.includes("sort")) {
    throw new MeilisearchError(
      code,
      `Index \`${index.record.uid}\`: You must specify where \`sort\` is listed in the rankingRules setting to use the sort parameter at search time.`,
    );
  }
  return rules;
}

/** The ids of the fields `attributesToSearchOn` narrows the search to; undefined for all. */
function searchedFields(index: LiveIndex, attributes: string[] | undefined): ReadonlySet<number> | undefined {
  if (attributes === undefined || attributes.includes("*")) return undefined;
  const fields = new Set<number>();
  for (const attribute of attributes) {
    if (!attribute.includes("*") && index.fieldWeight(attribute) === undefined) {
      throw new MeilisearchError(
        "invalid_search_attributes_to_search_on",
        `Index \`${index.record.uid}\`: Attribute \`${attribute}\` is not searchable. Available searchable attributes are: ${quoteNames([index.settings.searchableAttributes.join(", ")])}.`,
      );
    }
    for (const [id, name] of index.searchedFields.entries())
      if (matchesPattern(attribute, name)) fields.add(id);
  }
  return fields;
}

function distinctAttribute(index: LiveIndex, asked: string | undefined): string | undefined {
  if (asked === undefined) return index.settings.distinctAttribute ?? undefined;
  if (!isFilterable(index.settings, asked)) {
    throw new MeilisearchError(
      "invalid_search_distinct",
      `Index \`${index.record.uid}\`: Attribute \`${asked}\` is not filterable and thus, cannot be used as distinct attribute. ${availableFilterables(index.settings)}`,
    );
  }
  return asked;
}

/** Of the documents that share a value only the first stays; those without a value all stay. */
function keepDistinct<T extends RankedDocument>(index: LiveIndex, attribute: string, documents: T[]): T[] {
  const seen = new Set<number | string>();
  return documents.filter(({ docid }) => {
    const entry = index.fields.get(attribute, docid);
    const values = entry ? [...entry.numbers, ...entry.folded] : [];
    if (values.some((value) => seen.has(value))) return false;
    for (const value of values) seen.add(value);
    return true;
  });
}
