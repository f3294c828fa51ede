import mongoose from "mongoose";
import { describe, expect, it } from "vitest";
import { refused, useConformanceTarget } from "../conformance.ts";

const target = useConformanceTarget();

describe("unique indexes", () => {
  it("refuse a second document with the same compound key, naming both halves", async () => {
    const collection = target.collection();
    await collection.createIndex({ a: 1, b: -1 }, { unique: true });
    await collection.insertMany([
      { a: 1, b: 1 },
      { a: 1, b: 2 },
    ]);
    const error = await refused(11000, collection.insertOne({ a: 1, b: 2 }));
    expect(error).toMatchObject({ keyPattern: { a: 1, b: -1 }, keyValue: { a: 1, b: 2 } });
    await refused(11000, collection.updateOne({ b: 1 }, { $set: { b: 2 } }));
    await refused(11000, collection.findOneAndUpdate({ b: 1 }, { $set: { b: 2 } }));
    expect(await collection.countDocuments({ a: 1, b: 1 })).toBe(1);
  });

  it("count a missing field as null unless they are sparse", async () => {
    const strict = target.collection();
    await strict.createIndex({ a: 1 }, { unique: true });
    await strict.insertOne({ a: null });
    await refused(11000, strict.insertOne({}));
    const sparse = target.collection();
    await sparse.createIndex({ a: 1 }, { unique: true, sparse: true });
    await sparse.insertMany([{}, {}, { a: 1 }]);
    await refused(11000, sparse.insertOne({ a: 1 }));
  });

  it("hold only within their partial filter, as documents enter and leave it", async () => {
    const collection = target.collection();
    await collection.createIndex({ code: 1 }, { unique: true, partialFilterExpression: { active: true } });
    await collection.insertMany([
      { _id: 1, code: "x", active: true },
      { _id: 2, code: "x", active: false },
    ] as never[]);
    await refused(11000, collection.updateOne({ _id: 2 as never }, { $set: { active: true } }));
    await collection.updateOne({ _id: 1 as never }, { $set: { active: false } });
    await collection.updateOne({ _id: 2 as never }, { $set: { active: true } });
    expect(await collection.find({ code: "x", active: true }).toArray()).toMatchObject([{ _id: 2 }]);
    expect(await collection.countDocuments({ code: "x" })).toBe(2);
  });

  it("leave nothing behind when they cannot be built", async () => {
    const collection = target.collection();
    await collection.insertMany([{ a: 1 }, { a: 1 }]);
    await refused(11000, collection.createIndex({ a: 1 }, { unique: true }));
    expect(await collection.indexes()).toHaveLength(1);
    await collection.deleteOne({ a: 1 });
    await collection.createIndex({ a: 1 }, { unique: true });
    await refused(11000, collection.insertOne({ a: 1 }));
  });

  it("free a key once its document is gone or changed", async () => {
    const collection = target.collection();
    await collection.createIndex({ a: 1 }, { unique: true });
    await collection.insertOne({ _id: 1 as never, a: 1 });
    await collection.updateOne({ _id: 1 as never }, { $set: { a: 2 } });
    await collection.insertOne({ _id: 2 as never, a: 1 });
    await collection.deleteOne({ _id: 1 as never });
    await collection.insertOne({ a: 2 });
    expect(await collection.countDocuments()).toBe(2);
  });

  it("keep keys of thousands of characters apart", async () => {
    const collection = target.collection();
    await collection.createIndex({ text: 1 }, { unique: true });
    const long = "长".repeat(2000);
    await collection.insertMany([{ text: `${long}a` }, { text: `${long}b` }]);
    await refused(11000, collection.insertOne({ text: `${long}a` }));
    expect(await collection.countDocuments({ text: `${long}b` })).toBe(1);
    expect(await collection.countDocuments({ text: { $gt: `${long}a` } })).toBe(1);
  });
});

describe("index answers", () => {
  it("are the same with an index as without", async () => {
    const collection = target.collection();
    const values = [null, 1, 2.5, "a", "b", true, new Date(5), [1, 7], [], { x: 1 }, undefined];
    await collection.insertMany(
      Array.from({ length: 150 }, (_, i) => ({
        a: values[i % values.length],
        b: values[(i * 7) % values.length],
        c: i % 5,
      })),
      { ignoreUndefined: true },
    );
    const filters = [
      { a: 1 },
      { a: null },
      { a: { $gt: 1 } },
      { a: { $gte: 1, $lt: 7 } },
      { a: { $in: [1, "a", null] } },
      { a: "b", b: { $lte: "b" } },
      { a: { $gt: new Date(0) } },
      { a: { $ne: 1 } },
      { a: [] },
      { a: { x: 1 } },
      { a: 1, c: { $in: [1, 2] } },
      { c: 3, a: { $exists: true } },
    ];
    const answers = () =>
      Promise.all(
        filters.map(async (filter) =>
          (await collection.find(filter).toArray()).map(({ _id }) => String(_id)).sort(),
        ),
      );
    const before = await answers();
    await collection.createIndexes([
      { key: { a: 1, b: -1 } },
      { key: { c: 1, a: 1 } },
      { key: { a: -1 }, sparse: true },
    ]);
    expect(await answers()).toEqual(before);
  });

  it("follow a hint, and refuse one that names no index", async () => {
    const collection = target.collection();
    await collection.insertMany([{ a: 1 }, { a: 2 }]);
    await collection.createIndex({ a: 1 });
    expect(await collection.countDocuments({ a: { $gt: 1 } }, { hint: { a: 1 } })).toBe(1);
    await refused(2, collection.find({}, { hint: "none" }).toArray());
  });

  it("are explained by the index that gives them", async () => {
    const collection = target.collection();
    await collection.insertOne({ a: 1 });
    await collection.createIndex({ a: 1 });
    const scan = { inputStage: { stage: "IXSCAN", indexName: "a_1" } };
    const explained = (cursor: { explain(): Promise<object> }) => cursor.explain();
    expect(await explained(collection.find({ a: 1 }))).toMatchObject({ queryPlanner: { winningPlan: scan } });
    expect(await explained(collection.find({ b: 1 }).sort({ c: 1 }))).toMatchObject({
      queryPlanner: { winningPlan: { stage: "SORT", inputStage: { stage: "COLLSCAN" } } },
    });
    expect(await explained(collection.aggregate([{ $match: { a: 1 } }]))).toMatchObject({
      queryPlanner: { winningPlan: scan },
    });
  });

  it("read 20 documents of many for an indexed page", async () => {
    const collection = target.collection();
    await collection.createIndex({ status: 1, at: -1 });
    await collection.insertMany(
      Array.from({ length: 2000 }, (_, i) => ({ status: i % 2 ? "open" : "shut", at: new Date(i) })),
    );
    const page = await collection.find({ status: "open" }).sort({ at: -1 }).limit(20).toArray();
    expect(page.map(({ at }) => at.getTime())).toEqual(Array.from({ length: 20 }, (_, i) => 1999 - 2 * i));
  });
});

describe("index administration", () => {
  it("creates, lists and drops, and takes the same index twice", async () => {
    const collection = target.collection();
    await collection.createIndex({ a: 1 }, { expireAfterSeconds: 60 });
    await collection.createIndex({ a: 1 }, { expireAfterSeconds: 60 });
    expect(await collection.indexes()).toEqual([
      { v: 2, key: { _id: 1 }, name: "_id_" },
      { v: 2, key: { a: 1 }, name: "a_1", expireAfterSeconds: 60 },
    ]);
    await collection.dropIndex("a_1");
    expect(await collection.indexes()).toHaveLength(1);
    await refused(27, collection.dropIndex("a_1"));
    await refused(72, collection.dropIndex("_id_"));
    await refused(26, target.collection().indexes());
  });

  it("refuses an index that conflicts with another", async () => {
    const collection = target.collection();
    await collection.createIndex({ a: 1 }, { name: "first" });
    await refused(85, collection.createIndex({ a: 1 }, { name: "second" }));
    await refused(86, collection.createIndex({ b: 1 }, { name: "first" }));
    await refused(86, collection.createIndex({ a: 1 }, { name: "first", unique: true }));
    await refused(67, collection.createIndex({ a: 0 as never }));
  });

  it("builds all indexes of a mongoose model", async () => {
    const connection = await mongoose.createConnection(target.url).asPromise();
    const schema = new mongoose.Schema({
      a: { type: String, unique: true },
      b: { type: Number, index: true },
      c: Date,
      d: [String],
    });
    schema.index({ b: 1, c: -1 }).index({ d: 1 }).index({ c: 1 }, { expireAfterSeconds: 3600 });
    schema.index({ a: 1, b: 1 }, { unique: true, partialFilterExpression: { b: { $exists: true } } });
    const Model = connection.model("Indexed", schema);
    await Model.init();
    expect((await Model.collection.indexes()).map(({ name }) => name).sort()).toEqual([
      "_id_",
      "a_1",
      "a_1_b_1",
      "b_1",
      "b_1_c_-1",
      "c_1",
      "d_1",
    ]);
    await connection.close();
  });
});
