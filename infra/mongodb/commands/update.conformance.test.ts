import mongoose from "mongoose";
import { describe, expect, it } from "vitest";
import { refused, useConformanceTarget } from "../conformance.ts";

const { Decimal128, Double, Long } = mongoose.mongo.BSON;
const target = useConformanceTarget();

/** Updates one document and returns what became of it, without its `_id`. */
async function updated(
  before: object,
  update: object,
  options: { filter?: object; arrayFilters?: object[] } = {},
) {
  const collection = target.collection();
  await collection.insertOne({ _id: 1, ...before } as never);
  const { filter = {}, ...rest } = options;
  await collection.updateOne({ _id: 1 as never, ...filter }, update, rest as never);
  const { _id, ...fields } = (await collection.findOne({}, { promoteLongs: false }))!;
  return fields;
}

describe("update operators", () => {
  it("sets, unsets, renames and makes what is missing on the way", async () => {
    expect(await updated({ a: 1, b: { c: 2 } }, { $set: { "b.d.e": 3 }, $unset: { a: "" } })).toEqual({
      b: { c: 2, d: { e: 3 } },
    });
    expect(await updated({ a: 1, b: 2 }, { $rename: { a: "c.d" } })).toEqual({ b: 2, c: { d: 1 } });
    expect(await updated({ list: [1] }, { $set: { "list.3": 4 } })).toEqual({ list: [1, null, null, 4] });
    expect(await updated({ list: [1, 2] }, { $unset: { "list.0": "" } })).toEqual({ list: [null, 2] });
  });

  it("adds and multiplies in the wider type", async () => {
    expect(await updated({ a: 1, b: 2 }, { $inc: { a: 2, c: 5 }, $mul: { b: 3, d: 4 } })).toEqual({
      a: 3,
      b: 6,
      c: 5,
      d: 0,
    });
    expect(await updated({ a: 2147483647 }, { $inc: { a: 1 } })).toEqual({
      a: Long.fromString("2147483648"),
    });
    expect(await updated({ a: Long.fromString("9007199254740993") }, { $inc: { a: 1 } })).toEqual({
      a: Long.fromString("9007199254740994"),
    });
    expect(
      await updated({ a: Decimal128.fromString("0.1") }, { $inc: { a: Decimal128.fromString("0.2") } }),
    ).toEqual({ a: Decimal128.fromString("0.3") });
    expect(await updated({ a: new Double(1) }, { $inc: { a: 1.5 } })).toEqual({ a: 2.5 });
    expect(await updated({ a: 5, b: 5 }, { $min: { a: 3 }, $max: { b: 3 } })).toEqual({ a: 3, b: 5 });
    expect(await updated({ a: 13 }, { $bit: { a: { and: 10 } } })).toEqual({ a: 8 });
  });

  it("pushes with each, position, sort and slice, and pulls by value and by condition", async () => {
    expect(await updated({ l: [3] }, { $push: { l: { $each: [1, 2], $sort: 1, $slice: 2 } } })).toEqual({
      l: [1, 2],
    });
    expect(await updated({ l: [1, 4] }, { $push: { l: { $each: [2, 3], $position: 1 } } })).toEqual({
      l: [1, 2, 3, 4],
    });
    expect(
      await updated({ l: [{ n: 2 }] }, { $push: { l: { $each: [{ n: 1 }], $sort: { n: 1 } } } }),
    ).toEqual({ l: [{ n: 1 }, { n: 2 }] });
    expect(await updated({ l: [1] }, { $addToSet: { l: { $each: [1, 2, 2] } } })).toEqual({ l: [1, 2] });
    expect(await updated({ l: [1, 5, 9] }, { $pull: { l: { $gt: 4 } } })).toEqual({ l: [1] });
    expect(await updated({ l: [{ a: 1, b: 1 }, { a: 2 }] }, { $pull: { l: { a: 1 } } })).toEqual({
      l: [{ a: 2 }],
    });
    expect(await updated({ l: [1, 2, 1] }, { $pullAll: { l: [1] } })).toEqual({ l: [2] });
    expect(await updated({ l: [1, 2, 3] }, { $pop: { l: -1 } })).toEqual({ l: [2, 3] });
  });

  it("finds array elements by $, $[] and array filters", async () => {
    const list = [{ n: 1 }, { n: 2 }, { n: 3 }];
    expect(await updated({ list }, { $set: { "list.$.hit": true } }, { filter: { "list.n": 2 } })).toEqual({
      list: [{ n: 1 }, { n: 2, hit: true }, { n: 3 }],
    });
    expect(
      await updated(
        { list },
        { $set: { "list.$.n": 9 } },
        { filter: { list: { $elemMatch: { n: { $gte: 3 } } } } },
      ),
    ).toEqual({ list: [{ n: 1 }, { n: 2 }, { n: 9 }] });
    expect(await updated({ list }, { $inc: { "list.$[].n": 1 } })).toEqual({
      list: [{ n: 2 }, { n: 3 }, { n: 4 }],
    });
    expect(
      await updated({ list }, { $set: { "list.$[e].n": 0 } }, { arrayFilters: [{ "e.n": { $gt: 1 } }] }),
    ).toEqual({ list: [{ n: 1 }, { n: 0 }, { n: 0 }] });
  });

  it("updates by pipeline", async () => {
    expect(
      await updated({ a: 2, b: 3 }, [{ $set: { c: { $multiply: ["$a", "$b"] } } }, { $unset: "a" }]),
    ).toEqual({ b: 3, c: 6 });
  });

  it("adds new fields in the order of their names", async () => {
    expect(Object.keys(await updated({ x: 1 }, { $set: { b: 1, a: 1 }, $inc: { ab: 1 } }))).toEqual([
      "x",
      "a",
      "ab",
      "b",
    ]);
  });

  it("refuses with the server's codes", async () => {
    const collection = target.collection();
    await collection.insertOne({ _id: 1 as never, s: "text", list: [1] });
    const update = (change: object, options = {}) => collection.updateOne({}, change, options);
    await refused(14, update({ $inc: { s: 1 } }));
    await refused(14, update({ $inc: { n: "1" } }));
    await refused(2, update({ $push: { s: 1 } }));
    await refused(28, update({ $set: { "s.t": 1 } }));
    await refused(40, update({ $set: { a: 1, "a.b": 2 } }));
    await refused(66, update({ $set: { _id: 2 } }));
    await refused(9, update({ $foo: { a: 1 } }));
    await refused(2, update({ $set: { "list.$.a": 1 } }));
    await refused(9, update({ $set: { a: 1 } }, { arrayFilters: [{ "e.n": 1 }] }));
    await refused(2, update({ $set: { "list.$[e]": 1 } }));
    expect(await collection.findOne({})).toEqual({ _id: 1, s: "text", list: [1] });
  });
});

describe("update", () => {
  it("counts what matched and what changed", async () => {
    const collection = target.collection();
    await collection.insertMany([{ a: 1 }, { a: 1, b: 2 }, { a: 2 }]);
    expect(await collection.updateMany({ a: 1 }, { $set: { b: 2 } })).toMatchObject({
      matchedCount: 2,
      modifiedCount: 1,
    });
    expect(await collection.updateOne({ a: 9 }, { $set: { b: 2 } })).toMatchObject({
      matchedCount: 0,
      modifiedCount: 0,
    });
  });

  it("upserts from the filter's equalities, with $setOnInsert only on insert", async () => {
    const collection = target.collection();
    const upsert = () =>
      collection.updateOne(
        { key: "k", "sub.x": { $eq: 1 }, n: { $gt: 5 } },
        { $set: { a: 1 }, $setOnInsert: { b: 2 }, $inc: { c: 1 } },
        { upsert: true },
      );
    expect(await upsert()).toMatchObject({ upsertedCount: 1, matchedCount: 0 });
    const { _id, ...document } = (await collection.findOne({}))!;
    expect(document).toEqual({ key: "k", sub: { x: 1 }, a: 1, b: 2, c: 1 });
    expect(String(_id)).toMatch(/^[0-9a-f]{24}$/);
  });

  it("replaces and keeps the _id", async () => {
    const collection = target.collection();
    await collection.insertOne({ _id: 1 as never, a: 1 });
    await collection.replaceOne({ a: 1 }, { b: 2 });
    expect(await collection.findOne({})).toEqual({ _id: 1, b: 2 });
    await refused(66, collection.replaceOne({}, { _id: 2 as never, b: 3 }));
  });

  it("keeps all of 20 parallel increments and 20 parallel pushes on one document", async () => {
    const collection = target.collection();
    await collection.insertOne({ _id: 1 as never, n: 0, list: [] });
    await Promise.all(
      Array.from({ length: 20 }, (_, i) => [
        collection.updateOne({}, { $inc: { n: 1 } }),
        collection.updateOne({}, { $push: { list: i as never } }),
      ]).flat(),
    );
    const document = await collection.findOne({});
    expect(document?.n).toBe(20);
    expect(new Set(document?.list).size).toBe(20);
  });
});

describe("delete", () => {
  it("deletes one or many", async () => {
    const collection = target.collection();
    await collection.insertMany([{ a: 1 }, { a: 1 }, { a: 2 }]);
    expect(await collection.deleteOne({ a: 1 })).toMatchObject({ deletedCount: 1 });
    expect(await collection.deleteMany({})).toMatchObject({ deletedCount: 2 });
  });
});
