import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Decimal128, type Document, Double, Long, ObjectId } from "bson";
import { expect, it } from "vitest";
import { encode } from "../bson/codec.ts";
import { Catalog } from "../storage/catalog.ts";
import { Store } from "../storage/store.ts";
import { findRecords } from "./find-records.ts";

const SCALARS: unknown[] = [
  null,
  Number.NaN,
  -1,
  0,
  1,
  1.5,
  new Double(2),
  Long.fromNumber(2),
  Decimal128.fromString("2.0"),
  "",
  "a",
  "b",
  "a\0b",
  new ObjectId("000000000000000000000001"),
  true,
  false,
  new Date(0),
  new Date(1),
];
const VALUES: unknown[] = [...SCALARS, undefined, {}, { b: 1 }, { b: "a" }, [], ["a"], [1, "b"], [{ b: 1 }]];
const OPERATORS = ["$eq", "$gt", "$gte", "$lt", "$lte"];

const FILTERS: Document[] = [
  ...SCALARS.flatMap((value) => OPERATORS.map((operator) => ({ a: { [operator]: value } }))),
  ...SCALARS.flatMap((value) => [
    { a: { $in: [value, "b", 1] } },
    { a: { $ne: value } },
    { a: { $gte: value, $lt: "b" } },
    { a: { $gt: 0, $lte: value } },
    { a: { $eq: "a", $gt: value } },
    { a: value, n: { $lt: 9 } },
    { $and: [{ a: value }, { a: { $gte: 0 } }] },
    { $or: [{ a: value }, { n: 3 }] },
    { "a.b": value },
  ]),
  ...["string", "number", "bool", "date", "objectId", 2].map((type) => ({ a: { $type: type } })),
  { a: { $exists: true } },
  { a: { $exists: false } },
  { n: { $gt: 2, $lt: 8 }, a: "a" },
];

it.each([
  { title: "of documents without arrays", values: VALUES.filter((value) => !Array.isArray(value)) },
  { title: "of documents with arrays", values: VALUES },
])("indexes $title find what a scan finds", async ({ values }) => {
  const folder = await mkdtemp(join(tmpdir(), "market-find-"));
  const store = new Store(folder);
  const catalog = await Catalog.load(store);
  const collection = await store.write(() => {
    const created = catalog.create("test.found", {});
    const keys = [{ a: 1 }, { a: -1, n: 1 }, { n: 1 }, { "a.b": 1 }];
    for (const key of keys) catalog.addIndex(created, { v: 2, key, name: JSON.stringify(key) });
    for (const [n, a] of values.entries()) {
      const document = a === undefined ? { _id: n, n } : { _id: n, n, a };
      created.insert(document, encode(document));
    }
    return created;
  });
  const find = (filter: Document, hint?: Document) =>
    [...findRecords(collection, { filter, hint })].map(({ recordId }) => recordId).sort((a, b) => a - b);
  for (const filter of FILTERS) {
    expect(find(filter), JSON.stringify(filter)).toEqual(find(filter, { $natural: 1 }));
  }
  await store.close();
  await rm(folder, { recursive: true, force: true });
});
