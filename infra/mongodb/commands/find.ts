import { evaluateLet } from "../aggregation/expressions.ts";
import { encode } from "../bson/codec.ts";
import { iteratorSource } from "../cursors.ts";
import { ensure } from "../errors.ts";
import { findRecords, type Selection } from "../query/find-records.ts";
import { compileProjection } from "../query/projection.ts";
import { parseSort, type SortSpec } from "../query/sort-key.ts";
import type { Collection } from "../storage/collection.ts";
import { type Command, collationOf, namespaceOf } from "./command.ts";

export const find: Command = (body, database, { catalog, cursors }) => {
  const namespace = namespaceOf(body, database);
  const { filter = {}, projection, sort, skip, limit, batchSize, hint, tailable } = body;
  const collection = catalog.find(namespace);
  ensure(!tailable, "BadValue", `tailable cursor requested on non capped collection`);
  for (const [name, value] of Object.entries({ skip, limit, batchSize })) {
    ensure(!(Number(value) < 0), "Location51024", `'${name}' must be >= 0, not ${value}`);
  }
  const selection = {
    filter,
    hint,
    collation: collationOf(body.collation, collection),
    variables: evaluateLet(body.let),
    sort: sort?.$natural === undefined ? parseSort(sort) : (sort as SortSpec),
    skip: Number(skip ?? 0),
    limit: Number(limit ?? 0),
  };
  const documents = projectedBytes(collection, selection, projection);
  return cursors.start(namespace, iteratorSource(documents), batchSize, Boolean(body.singleBatch));
};

/** Documents go out as the bytes they came in, unless a projection changes them. */
function* projectedBytes(
  collection: Collection | undefined,
  selection: Selection,
  projection: unknown,
): Generator<Buffer> {
  const project = compileProjection(projection, selection.filter, selection.variables);
  for (const record of findRecords(collection, selection)) {
    yield project ? encode(project(record.document)) : record.bytes;
  }
}
