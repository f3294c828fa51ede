import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Decimal128, type Document, Double, Long, ObjectId } from "bson";
import { expect, it } from "vitest";
import { encode } from "../bson/codec.ts";
import { Catalog } from "../storage/catalog.ts";
import { Store } from "../storage/store.ts";
import { findRecords } from "./find-records.ts";

async function openStore() {
  const folder = await mkdtemp(join(tmpdir(), "market-find-"));
  const store = new Store(folder);
  const close = async () => {
    await store.close();
    await rm(folder, { recursive: true, force: true });
  };
  return { store, catalog: await Catalog.load(store), close };
}

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
  const { store, catalog, close } = await openStore();
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
  await close();
});

it("a cursor that began while a write was being committed yields nothing that does not match", async () => {
  const { store, catalog, close } = await openStore();
  const documentOf = (_id: number, n: number) => ({ _id, n });
  const collection = await store.write(() => {
    const created = catalog.create("test.found", {});
    catalog.addIndex(created, { v: 2, key: { n: 1 }, name: "n" });
    for (const _id of [1, 2]) created.insert(documentOf(_id, 0), encode(documentOf(_id, 0)));
    return created;
  });
  for (let n = 0; n < 20; n++) {
    let hasRun = false;
    const committed = store.write(() => {
      hasRun = true;
      for (const _id of [1, 2])
        collection.replace(_id, documentOf(_id, n), documentOf(_id, n + 1), encode(documentOf(_id, n + 1)));
    });
    while (!hasRun) await new Promise(setImmediate);
    const found = findRecords(collection, { filter: { n } });
    found.next();
    await committed;
    for (const { document } of found) expect(document.n).toBe(n);
  }
  await close();
});
