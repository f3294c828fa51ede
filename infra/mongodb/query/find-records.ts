import type { Document } from "bson";
import { decode, decodeFields } from "../bson/codec.ts";
import type { Compare } from "../bson/collation.ts";
import type { Collection } from "../storage/collection.ts";
import { compileFilter, type Predicate } from "./filter.ts";
import { type IndexPlan, planSelection } from "./plan.ts";
import { compileSort, type SortOrder, type SortSpec } from "./sort-key.ts";

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
  /** How texts compare; then no index is used, since indexes have the plain order. */
  collation?: Compare;
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

  /** The document with these fields at least. */
  documentWith(fields: ReadonlySet<string>): Document {
    return this.#document ?? decodeFields(this.bytes, fields);
  }
}

/** Yields what a selection matches, in its order, reading no further than it is asked to. */
export function* findRecords(
  collection: Collection | undefined,
  selection: Selection,
): Generator<FoundRecord> {
  const isMatch = compileFilter(selection.filter, selection);
  if (!collection) return;
  let toSkip = selection.skip ?? 0;
  let left = selection.limit || Number.POSITIVE_INFINITY;
  for (const record of sortedMatches(collection, selection, isMatch)) {
    if (toSkip > 0) {
      toSkip--;
      continue;
    }
    yield record;
    if (--left <= 0) return;
  }
}

function* sortedMatches(
  collection: Collection,
  selection: Selection,
  isMatch: Predicate,
): Generator<FoundRecord> {
  const { filter, hint, collation } = selection;
  const natural = selection.sort?.$natural ?? (hint as Document | undefined)?.$natural;
  const sort = natural === undefined ? (selection.sort ?? null) : null;
  const canPlan = natural === undefined && !collation;
  const plans = canPlan ? planSelection(collection, filter, sort, hint) : [];
  const isEverything = Object.keys(filter).length === 0;
  const candidates =
    plans.length > 0 ? indexedRecords(collection, plans) : allRecords(collection, Number(natural) === -1);
  const isExact = plans.length === 1 && plans[0]!.isExact;
  const matches = isEverything ? candidates : filtered(collection, candidates, isMatch, isExact);
  if (!sort || plans[0]?.providesSort) yield* matches;
  else yield* sorted(collection, matches, compileSort(sort, collation));
}

/** Looks into documents unless an exact plan has found them and they are still as they were when it began to read. */
function* filtered(
  { store }: Collection,
  records: Iterable<FoundRecord>,
  isMatch: Predicate,
  isExact: boolean,
): Generator<FoundRecord> {
  const { writeCount, isSettled } = store;
  for (const record of records) {
    if ((isExact && isSettled && store.writeCount === writeCount) || isMatch(record.document)) yield record;
  }
}

function* allRecords(collection: Collection, isReverse: boolean): Generator<FoundRecord> {
  for (const { recordId, bytes } of collection.records(isReverse)) yield new FoundRecord(recordId, bytes);
}

function* indexedRecords(collection: Collection, plans: IndexPlan[]): Generator<FoundRecord> {
  const seen = plans.length > 1 || plans[0]!.index.isMultikey ? new Set<number>() : null;
  for (const plan of plans) {
    for (const recordId of plannedRecordIds(collection, plan)) {
      if (seen?.has(recordId)) continue;
      seen?.add(recordId);
      const bytes = collection.read(recordId);
      // A document may leave between two batches of a cursor.
      if (bytes) yield new FoundRecord(recordId, bytes);
    }
  }
}

function* plannedRecordIds(
  collection: Collection,
  { ranges, isPoint, isReverse }: IndexPlan,
): Generator<number> {
  for (const { start, end } of isReverse ? ranges.toReversed() : ranges) {
    if (isPoint) {
      const recordId = collection.recordIdAt(start);
      if (recordId !== null) yield recordId;
    } else {
      yield* collection.recordIdsBetween(start, end, isReverse);
    }
  }
}

/** Sorts by key alone and reads the documents again in order, so that memory holds keys and not documents. */
function* sorted(
  collection: Collection,
  records: Iterable<FoundRecord>,
  { keyOf, compare }: SortOrder,
): Generator<FoundRecord> {
  const keyed: { key: unknown; recordId: number }[] = [];
  for (const { recordId, document } of records) keyed.push({ key: keyOf(document), recordId });
  keyed.sort((left, right) => compare(left.key, right.key) || left.recordId - right.recordId);
  for (const { recordId } of keyed) {
    const bytes = collection.read(recordId);
    if (bytes) yield new FoundRecord(recordId, bytes);
  }
}
