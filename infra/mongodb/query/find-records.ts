import type { Document } from "bson";
import { decode } from "../bson/codec.ts";
import type { Collection } from "../storage/collection.ts";
import { readRecordId } from "../storage/store.ts";
import { compileFilter } from "./filter.ts";
import { planSelection } from "./plan.ts";
import { compileSortKey, type SortSpec } from "./sort-key.ts";

export interface Selection {
  filter: Document;
  sort?: SortSpec | null;
  skip?: number;
  /** 0 or absent: no limit. */
  limit?: number;
  /** An index's name or key, or `{ $natural: ±1 }`. */
  hint?: unknown;
  /** What `$expr` knows as `$$name`. */
  variables?: Document;
}

/** A stored document that passed the filter. Decoded once, when somebody looks inside. */
export class FoundRecord {
  #document: Document | null = null;

  constructor(
    readonly recordId: number,
    readonly bytes: Buffer,
  ) {}

  get document(): Document {
    this.#document ??= decode(this.bytes);
    return this.#document;
  }
}

/** Yields what a selection matches, in its order, reading no further than it is asked to. */
export function* findRecords(
  collection: Collection | undefined,
  selection: Selection,
): Generator<FoundRecord> {
  if (!collection) return;
  let toSkip = selection.skip ?? 0;
  let left = selection.limit || Number.POSITIVE_INFINITY;
  for (const record of sortedMatches(collection, selection)) {
    if (toSkip > 0) {
      toSkip--;
      continue;
    }
    yield record;
    if (--left <= 0) return;
  }
}

function* sortedMatches(collection: Collection, selection: Selection): Generator<FoundRecord> {
  const { filter, variables, hint } = selection;
  const natural = selection.sort?.$natural ?? (hint as Document | undefined)?.$natural;
  const sort = natural === undefined ? (selection.sort ?? null) : null;
  const plan = natural === undefined ? planSelection(collection, filter, sort, hint) : null;
  const isMatch = compileFilter(filter, variables);
  const isEverything = Object.keys(filter).length === 0;
  const candidates = plan ? indexedRecords(collection, plan) : allRecords(collection, Number(natural) === -1);
  const matches = isEverything ? candidates : filtered(candidates, isMatch);
  if (!sort || plan?.providesSort) yield* matches;
  else yield* sorted(collection, matches, sort);
}

function* filtered(
  records: Iterable<FoundRecord>,
  isMatch: (document: Document) => boolean,
): Generator<FoundRecord> {
  for (const record of records) if (isMatch(record.document)) yield record;
}

function* allRecords(collection: Collection, isReverse: boolean): Generator<FoundRecord> {
  for (const { recordId, bytes } of collection.records(isReverse)) yield new FoundRecord(recordId, bytes);
}

function* indexedRecords(
  collection: Collection,
  { index, ranges, isReverse }: NonNullable<ReturnType<typeof planSelection>>,
): Generator<FoundRecord> {
  const seen = index.isMultikey ? new Set<number>() : null;
  for (const { start, end } of isReverse ? ranges.toReversed() : ranges) {
    for (const { value } of collection.indexEntries(start, end, isReverse)) {
      const recordId = readRecordId(value);
      if (seen?.has(recordId)) continue;
      seen?.add(recordId);
      const bytes = collection.read(recordId);
      // A document may leave between two batches of a cursor.
      if (bytes) yield new FoundRecord(recordId, bytes);
    }
  }
}

/** Sorts by key alone and reads the documents again in order, so that memory holds keys and not documents. */
function* sorted(
  collection: Collection,
  records: Iterable<FoundRecord>,
  sort: SortSpec,
): Generator<FoundRecord> {
  const sortKey = compileSortKey(sort);
  const keyed: { key: Buffer; recordId: number }[] = [];
  for (const { recordId, document } of records) keyed.push({ key: sortKey(document), recordId });
  keyed.sort((left, right) => Buffer.compare(left.key, right.key) || left.recordId - right.recordId);
  for (const { recordId } of keyed) {
    const bytes = collection.read(recordId);
    if (bytes) yield new FoundRecord(recordId, bytes);
  }
}
