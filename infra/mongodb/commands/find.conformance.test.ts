import mongoose from "mongoose";
import { describe, expect, it } from "vitest";
import { refused, useConformanceTarget } from "../conformance.ts";

const { Decimal128, Double, Long, MaxKey, MinKey, ObjectId } = mongoose.mongo.BSON;
const target = useConformanceTarget();

async function filled(documents: object[]) {
  const collection = target.collection();
  await collection.insertMany(documents.map((document, _id) => ({ _id, ...document })) as never[]);
  const ids = async (filter: object, options = {}) =>
    (await collection.find(filter, options).toArray()).map(({ _id }) => _id as unknown as number);
  return { collection, ids };
}

describe("find by filter", () => {
  it("compares numbers across int, long, double and decimal", async () => {
    const { ids } = await filled([
      { n: 5 },
      { n: Long.fromNumber(5) },
      { n: new Double(5) },
      { n: Decimal128.fromString("5.0") },
      { n: "5" },
    ]);
    expect(await ids({ n: 5 })).toEqual([0, 1, 2, 3]);
    expect(await ids({ n: { $gt: 4, $lt: Decimal128.fromString("5.1") } })).toEqual([0, 1, 2, 3]);
    expect(await ids({ n: { $type: "double" } })).toEqual([2]);
  });

  it("tells neighbouring longs apart beyond the precision of a double", async () => {
    const { ids } = await filled([
      { n: Long.fromString("9007199254740992") },
      { n: Long.fromString("9007199254740993") },
    ]);
    expect(await ids({ n: Long.fromString("9007199254740993") })).toEqual([1]);
    expect(await ids({ n: { $gt: Long.fromString("9007199254740992") } })).toEqual([1]);
  });

  it("matches null with missing fields, and $exists with neither more nor less", async () => {
    const { ids } = await filled([
      { a: null },
      {},
      { a: 1 },
      { a: { b: 1 } },
      { a: [] },
      { a: [{ b: null }, {}] },
    ]);
    expect(await ids({ a: null })).toEqual([0, 1]);
    expect(await ids({ a: { $exists: false } })).toEqual([1]);
    expect(await ids({ "a.b": null })).toEqual([0, 1, 2, 5]);
    expect(await ids({ a: { $ne: null } })).toEqual([2, 3, 4, 5]);
  });

  it("walks dotted paths through arrays, by element and by position", async () => {
    const { ids } = await filled([
      { a: [{ b: 1 }, { b: 2 }] },
      { a: { b: 2 } },
      { a: [[{ b: 2 }]] },
      { a: [5, 6] },
    ]);
    expect(await ids({ "a.b": 2 })).toEqual([0, 1]);
    expect(await ids({ "a.0.b": 1 })).toEqual([0]);
    expect(await ids({ "a.1": 6 })).toEqual([3]);
    expect(await ids({ a: { $elemMatch: { b: { $gt: 1 } } } })).toEqual([0]);
    expect(await ids({ a: { $elemMatch: { $gt: 5, $lt: 7 } } })).toEqual([3]);
    expect(await ids({ a: { $size: 2 } })).toEqual([0, 3]);
  });

  it("compares whole arrays and documents with their order", async () => {
    const { ids } = await filled([
      { a: [1, 2] },
      { a: [2, 1] },
      { a: { x: 1, y: 2 } },
      { a: { y: 2, x: 1 } },
      { a: [[1, 2]] },
    ]);
    expect(await ids({ a: [1, 2] })).toEqual([0, 4]);
    expect(await ids({ a: { x: 1, y: 2 } })).toEqual([2]);
  });

  it("answers the logical operators, $in with patterns, $all, $mod, $not and $regex", async () => {
    const { ids } = await filled([
      { s: "apple", n: 1 },
      { s: "Banana", n: 2 },
      { s: "cherry", n: 3, t: ["x", "y"] },
    ]);
    expect(await ids({ $or: [{ n: 1 }, { s: /^ch/ }] })).toEqual([0, 2]);
    expect(await ids({ $nor: [{ n: 1 }, { n: 2 }] })).toEqual([2]);
    expect(await ids({ s: { $in: [/^b/i, "apple"] } })).toEqual([0, 1]);
    expect(await ids({ s: { $not: /an/ } })).toEqual([0, 2]);
    expect(await ids({ s: { $regex: "^B", $options: "i" } })).toEqual([1]);
    expect(await ids({ t: { $all: ["y", "x"] } })).toEqual([2]);
    expect(await ids({ n: { $mod: [2, 1] } })).toEqual([0, 2]);
    expect(await ids({ $expr: { $gt: [{ $strLenCP: "$s" }, 5] } })).toEqual([1, 2]);
  });

  it("refuses what it does not know with the server's codes", async () => {
    const collection = target.collection();
    for (const operator of ["$foo", "$bitsAllSet", "$near", "$geoWithin", "$where"])
      await refused(2, collection.find({ a: { [operator]: 1 } }).toArray());
    await refused(2, collection.find({ a: { $gt: 1, constructor: 1 } }).toArray());
    await refused(2, collection.find({ a: { $type: "constructor" as never } }).toArray());
    await refused(2, collection.find({ $foo: 1 }).toArray());
    await refused(2, collection.find({ a: { $in: 1 } }).toArray());
    await refused(2, collection.find({ $and: [] }).toArray());
    await refused(27, collection.find({ $text: { $search: "a" } }).toArray());
  });

  it("refuses a filter nested beyond 200 levels", async () => {
    let filter: object = { a: 1 };
    for (let depth = 0; depth < 250; depth++) filter = { $and: [filter] };
    await expect(target.collection().find(filter).toArray()).rejects.toThrow(/nest|depth/i);
  });
});

describe("find in order", () => {
  it("sorts across types in BSON order, missing as null, arrays by their least or greatest", async () => {
    const id = new ObjectId();
    const { ids } = await filled([
      { a: new MaxKey() },
      { a: new Date(0) },
      { a: true },
      { a: id },
      { a: { x: 1 } },
      { a: "s" },
      { a: 5 },
      { a: null },
      {},
      { a: new MinKey() },
      { a: [9, 1] },
    ]);
    expect(await ids({}, { sort: { a: 1, _id: 1 } })).toEqual([9, 7, 8, 10, 6, 5, 4, 3, 2, 1, 0]);
    expect(await ids({}, { sort: { a: -1, _id: 1 } })).toEqual([0, 1, 2, 3, 4, 5, 10, 6, 7, 8, 9]);
  });

  it("sorts the same with an index as without", async () => {
    const documents = Array.from({ length: 200 }, (_, i) => ({ a: (i * 7) % 13, b: (i * 11) % 17 }));
    const { collection, ids } = await filled(documents);
    const sorts = [
      { a: 1, b: -1, _id: 1 },
      { a: -1, b: 1, _id: -1 },
      { b: 1, _id: 1 },
    ] as const;
    const before = await Promise.all(sorts.map((sort) => ids({ b: { $gt: 3 } }, { sort })));
    await collection.createIndex({ a: 1, b: -1, _id: 1 });
    await collection.createIndex({ b: 1, _id: 1 });
    expect(await Promise.all(sorts.map((sort) => ids({ b: { $gt: 3 } }, { sort })))).toEqual(before);
  });

  it("skips, limits, and pages through batches with getMore", async () => {
    const { ids } = await filled(Array.from({ length: 500 }, () => ({})));
    expect(await ids({}, { skip: 10, limit: 5 })).toEqual([10, 11, 12, 13, 14]);
    expect(await ids({}, { batchSize: 7 })).toHaveLength(500);
    expect((await ids({}, { sort: { $natural: -1 } }))[0]).toBe(499);
  });
});

describe("find with a projection", () => {
  it("includes, excludes, slices and picks array elements", async () => {
    const { collection } = await filled([{ a: 1, b: { c: 2, d: 3 }, list: [{ n: 1 }, { n: 2 }, { n: 3 }] }]);
    const projected = (projection: object, filter = {}) => collection.findOne(filter, { projection });
    expect(await projected({ a: 1 })).toEqual({ _id: 0, a: 1 });
    expect(await projected({ "b.c": 1, _id: 0 })).toEqual({ b: { c: 2 } });
    expect(await projected({ list: 0, "b.d": 0 })).toEqual({ _id: 0, a: 1, b: { c: 2 } });
    expect(await projected({ "list.n": 1 })).toEqual({ _id: 0, list: [{ n: 1 }, { n: 2 }, { n: 3 }] });
    expect(await projected({ list: { $slice: -1 }, b: 0 })).toEqual({ _id: 0, a: 1, list: [{ n: 3 }] });
    expect(await projected({ list: { $slice: [1, 1] }, a: 1 })).toEqual({ _id: 0, a: 1, list: [{ n: 2 }] });
    expect(await projected({ list: { $elemMatch: { n: { $gt: 1 } } } })).toEqual({
      _id: 0,
      list: [{ n: 2 }],
    });
    expect(await projected({ "list.$": 1 }, { "list.n": 3 })).toEqual({ _id: 0, list: [{ n: 3 }] });
    expect(await projected({ sum: { $add: ["$a", "$b.c"] } })).toEqual({ _id: 0, sum: 3 });
  });

  it("refuses to mix inclusion and exclusion", async () => {
    const { collection } = await filled([{ a: 1 }]);
    await refused(31254, collection.findOne({}, { projection: { a: 1, b: 0 } }));
    await refused(31253, collection.findOne({}, { projection: { a: 0, b: 1 } }));
  });
});
