import { BSONRegExp, type Document } from "bson";
import { isDocument } from "../bson/codec.ts";
import { encodeKey, invertKey, typeRank } from "../bson/key-string.ts";
import { ensure } from "../errors.ts";
import type { Collection } from "../storage/collection.ts";
import { type CollectionIndex, type IndexField, MAX_BOUND_BYTES } from "../storage/collection-index.ts";
import { compileFilter, isOperatorDocument } from "./filter.ts";
import type { SortSpec } from "./sort-key.ts";

const MAX_RANGES = 1000;
const JUST_AFTER = Buffer.from([0xff]);

/** What a filter demands of one path: one of some points, or a value between two, within one type. */
type Constraint = { points: unknown[] } | { low: Bound; high: Bound };

interface Bound {
  key: Buffer;
  isOpen: boolean;
}

interface KeyRange {
  start: Buffer;
  end: Buffer;
}

/** Which index answers a selection, over which key ranges. */
export interface IndexPlan {
  index: CollectionIndex;
  ranges: KeyRange[];
  /** The ranges hold just what the filter matches; otherwise what they yield still has to pass it. */
  isExact: boolean;
  /** Each range is one key of a unique index: its start. */
  isPoint: boolean;
  isReverse: boolean;
  providesSort: boolean;
}

/**
 * Chooses how to answer a selection: by one index, by one for each branch of an `$or` (a record may then come from
 * several), or by none, which is a scan.
 */
export function planSelection(
  collection: Collection,
  filter: Document,
  sort: SortSpec | null,
  hint?: unknown,
): IndexPlan[] {
  const hinted = hint === undefined ? null : hintedIndex(collection, hint);
  if (hinted === "natural") return [];
  const plan = planByOne(collection, filter, sort, hinted);
  return plan ? [plan] : planBranches(collection, filter);
}

/** The longest run of equalities, then a range, then an order that saves a sort. */
function planByOne(
  collection: Collection,
  filter: Document,
  sort: SortSpec | null,
  hinted: CollectionIndex | null = null,
): IndexPlan | null {
  const clauses = topLevelClauses(filter);
  const constraints = constraintsOf(clauses);
  const exactPathCount = hasExactKeys(filter) ? Object.keys(filter).length : Number.POSITIVE_INFINITY;
  let best: { plan: IndexPlan; score: number } | null = null;
  for (const index of hinted ? [hinted] : collection.indexes) {
    if (!hinted && !coversFilter(index, clauses, constraints)) continue;
    const candidate = planIndex(index, constraints, sort, exactPathCount);
    if (candidate && (candidate.score > 0 || hinted) && (!best || candidate.score > best.score))
      best = candidate;
  }
  return best?.plan ?? null;
}

function planBranches(collection: Collection, { $or: branches, ...rest }: Document): IndexPlan[] {
  if (!Array.isArray(branches)) return [];
  const plans = branches.map((branch) => planByOne(collection, { $and: [rest, branch] }, null));
  return plans.every((plan) => plan !== null) ? plans : [];
}

function hintedIndex(collection: Collection, hint: unknown): CollectionIndex | "natural" {
  if (isDocument(hint) && "$natural" in hint) return "natural";
  const wanted = isDocument(hint) ? JSON.stringify(hint) : null;
  const index = collection.indexes.find(({ spec }) =>
    wanted === null ? spec.name === hint : JSON.stringify(spec.key) === wanted,
  );
  ensure(index, "BadValue", "hint provided does not correspond to an existing index");
  return index;
}

/** The conditions that every match must meet, as `[path, condition]`. */
export function topLevelClauses(filter: Document): [string, unknown][] {
  return Object.entries(filter).flatMap(([field, condition]): [string, unknown][] => {
    if (field === "$and" && Array.isArray(condition))
      return condition.filter(isDocument).flatMap(topLevelClauses);
    return field[0] === "$" ? [] : [[field, condition]];
  });
}

function constraintsOf(clauses: [string, unknown][]): Map<string, Constraint[]> {
  const constraints = new Map<string, Constraint[]>();
  for (const [path, condition] of clauses) {
    const found = isOperatorDocument(condition)
      ? Object.entries(condition).map(([operator, operand]) => constraintOf(operator, operand))
      : [constraintOf("$eq", condition)];
    const usable = found.filter((constraint) => constraint !== null);
    if (usable.length > 0) constraints.set(path, [...(constraints.get(path) ?? []), ...usable]);
  }
  return constraints;
}

function constraintOf(operator: string, operand: unknown): Constraint | null {
  // A whole array, a pattern: nothing that a key of the index would equal.
  const isIndexable = (value: unknown) => !Array.isArray(value) && !(value instanceof BSONRegExp);
  if (operator === "$in") {
    return Array.isArray(operand) && operand.every(isIndexable) ? { points: operand } : null;
  }
  if (operator === "$type") {
    const rankOfType = TYPE_RANKS.get(operand);
    if (rankOfType === undefined) return null;
    const whole = { key: Buffer.from([rankOfType]), isOpen: false };
    return { low: whole, high: whole };
  }
  if (!isIndexable(operand)) return null;
  const rank = typeRank(operand);
  if (operator === "$eq") return { points: [operand] };
  // Ranges of these reach across types.
  if (rank <= 5 || rank === 127) return null;
  const key = encodeKey(operand);
  const whole = { key: Buffer.from([rank]), isOpen: false };
  switch (operator) {
    case "$gt":
    case "$gte":
      return { low: { key, isOpen: operator === "$gt" }, high: whole };
    case "$lt":
    case "$lte":
      return { low: whole, high: { key, isOpen: operator === "$lt" } };
    default:
      return null;
  }
}

/** One constraint for an index to use. On a multikey index two ranges may be met by two elements: only one counts. */
function combine(constraints: Constraint[], isMultikey: boolean): Constraint {
  const points = constraints.find((constraint) => "points" in constraint);
  if (points) return points;
  const ranges = constraints.filter((constraint) => "low" in constraint);
  return ranges.slice(1).reduce((combined, range) => {
    const isOtherType = combined.low.key[0] !== range.low.key[0];
    if (isMultikey || isOtherType) return combined;
    return {
      low: tighter(combined.low, range.low, 1),
      high:
        combined.high.key.length === 1
          ? range.high
          : range.high.key.length === 1
            ? combined.high
            : tighter(combined.high, range.high, -1),
    };
  }, ranges[0]!);
}

function tighter(left: Bound, right: Bound, sign: 1 | -1): Bound {
  const order = Buffer.compare(left.key, right.key) * sign;
  if (order === 0) return left.isOpen ? left : right;
  return order > 0 ? left : right;
}

function planIndex(
  index: CollectionIndex,
  constraints: Map<string, Constraint[]>,
  sort: SortSpec | null,
  exactPathCount: number,
): { plan: IndexPlan; score: number } | null {
  let prefixes: Buffer[] = [index.prefix];
  let hasOnePrefix = true;
  let equalities = 0;
  let ranges: KeyRange[] | null = null;
  const fixed = new Set<string>();
  for (const field of index.fields) {
    const demanded = constraints.get(field.path);
    if (!demanded) break;
    const constraint = combine(demanded, index.isMultikey);
    if (!("points" in constraint)) {
      ranges = prefixes.map((prefix) => rangeWithin(prefix, field, constraint.low, constraint.high));
      break;
    }
    const keys = distinctKeys(constraint.points, field.isDescending);
    if (prefixes.length * keys.length > MAX_RANGES) break;
    prefixes = prefixes.flatMap((prefix) => keys.map((key) => Buffer.concat([prefix, key])));
    hasOnePrefix &&= keys.length === 1;
    if (keys.length === 1) fixed.add(field.path);
    equalities++;
  }
  const hasRange = ranges !== null;
  ranges ??= prefixes.map((prefix) => ({
    start: prefix,
    end: prefix === index.prefix ? index.end : Buffer.concat([prefix, JUST_AFTER]),
  }));
  if (ranges.some(({ start, end }) => Math.max(start.length, end.length) > MAX_BOUND_BYTES)) return null;
  const direction = sort && hasOnePrefix && !index.isMultikey ? sortDirection(index.fields, sort, fixed) : 0;
  const isPoint = index.isUnique && equalities === index.fields.length;
  // Of two that do as much, the one that leaves documents out has fewer to read; so has it against a scan.
  const isPartial = index.spec.partialFilterExpression !== undefined;
  const isExact = !index.isMultikey && equalities + Number(hasRange) === exactPathCount;
  return {
    plan: { index, ranges, isExact, isPoint, isReverse: direction === -1, providesSort: direction !== 0 },
    score:
      equalities * 10 +
      (hasRange ? 5 : 0) +
      (direction !== 0 ? 7 : 0) +
      (isPoint ? 100 : 0) +
      (isPartial ? 1 : 0),
  };
}

const COMPARISONS = new Set(["$gt", "$gte", "$lt", "$lte"]);

/** Whether keys say as much as documents do: not of null, which a missing field is too, nor of whole arrays. */
function hasExactKeys(filter: Document): boolean {
  return Object.entries(filter).every(([path, condition]) => {
    if (path[0] === "$") return false;
    const demands = isOperatorDocument(condition) ? Object.entries(condition) : [["$eq", condition] as const];
    if (demands.length > 1 && !demands.every(([operator]) => COMPARISONS.has(operator))) return false;
    const ranks = new Set(demands.flatMap(([, operand]) => operand).map(typeRank));
    const [rank] = ranks;
    // Every number's range begins with NaN, which compares with no number.
    const isRange = COMPARISONS.has(demands[0]![0]);
    return ranks.size === 1 && (SOLE_RANKS.has(rank!) || (rank === 10 && !isRange));
  });
}

function distinctKeys(points: unknown[], isDescending: boolean): Buffer[] {
  const keys = new Map(points.map((point) => [encodeKey(point).toString("latin1"), encodeKey(point)]));
  const sorted = [...keys.values()].map((key) => (isDescending ? invertKey(key) : key));
  return sorted.sort(Buffer.compare);
}

function rangeWithin(prefix: Buffer, { isDescending }: IndexField, low: Bound, high: Bound): KeyRange {
  const encoded = ({ key }: Bound) => (isDescending ? invertKey(key) : key);
  const [first, last] = isDescending ? [high, low] : [low, high];
  const start = first.isOpen ? [prefix, encoded(first), JUST_AFTER] : [prefix, encoded(first)];
  return { start: Buffer.concat(start), end: Buffer.concat([prefix, endOf(encoded(last), last)]) };
}

function endOf(encoded: Buffer, bound: Bound): Buffer {
  if (bound.isOpen) return encoded;
  // A bound of one byte stands for a whole type, and ends where the next type begins.
  return encoded.length === 1 ? Buffer.from([encoded[0]! + 1]) : Buffer.concat([encoded, JUST_AFTER]);
}

/** 1 or -1 when walking the index that way yields the wanted order, else 0. Fields fixed to one value don't count. */
function sortDirection(fields: IndexField[], sort: SortSpec, fixed: Set<string>): 1 | -1 | 0 {
  const wanted = Object.entries(sort).filter(([path]) => !fixed.has(path));
  const given = fields.filter(({ path }) => !fixed.has(path));
  let direction: 1 | -1 | 0 = 0;
  for (const [i, [path, wantedDirection]] of wanted.entries()) {
    const field = given[i];
    if (field?.path !== path) return 0;
    const step = (field.isDescending ? -1 : 1) === wantedDirection ? 1 : -1;
    if (direction !== 0 && direction !== step) return 0;
    direction = step;
  }
  return direction === 0 ? 1 : direction;
}

/** Whether everything the filter can match is in the index: always, unless the index is partial or sparse. */
function coversFilter(
  { spec, fields }: CollectionIndex,
  clauses: [string, unknown][],
  constraints: Map<string, Constraint[]>,
): boolean {
  if (spec.sparse && !fields.some(({ path }) => excludesNull(constraints.get(path)))) return false;
  const demanded = topLevelClauses(spec.partialFilterExpression ?? {});
  return demanded.every(([path, condition]) => {
    if (
      clauses.some(([other, given]) => other === path && JSON.stringify(given) === JSON.stringify(condition))
    )
      return true;
    return constraints.get(path)?.some((constraint) => implies(constraint, condition)) ?? false;
  });
}

function excludesNull(constraints: Constraint[] | undefined): boolean {
  return constraints?.some((constraint) => implies(constraint, { $exists: true })) ?? false;
}

function implies(constraint: Constraint, condition: unknown): boolean {
  if ("points" in constraint) {
    const matches = compileFilter({ value: condition });
    return constraint.points.every((value) => value !== null && value !== undefined && matches({ value }));
  }
  if (!isOperatorDocument(condition)) return false;
  return Object.entries(condition).every(([operator, operand]) => {
    if (operator === "$exists") return Boolean(operand);
    if (operator === "$type")
      return [operand].flat().some((type) => TYPE_RANKS.get(type) === constraint.low.key[0]);
    return false;
  });
}

/** Types that are alone in their rank, so that a range within the rank implies the type. */
const TYPE_RANKS = new Map<unknown, number>([
  ["number", 10],
  ["string", 15],
  [2, 15],
  ["objectId", 35],
  [7, 35],
  ["bool", 40],
  [8, 40],
  ["date", 45],
  [9, 45],
]);

const SOLE_RANKS = new Set([15, 35, 40, 45]);
