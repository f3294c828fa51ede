import mongoose from "mongoose";
import { describe, expect, it } from "vitest";
import { refused, useConformanceTarget } from "../conformance.ts";

const { Binary, Decimal128, Double, Int32, Long, ObjectId, Timestamp, UUID } = mongoose.mongo.BSON;
const target = useConformanceTarget();

describe("insert", () => {
  it("keeps every BSON type and the order of fields", async () => {
    const collection = target.collection();
    const document = {
      _id: new ObjectId(),
      z: new Double(5),
      int: new Int32(5),
      long: Long.fromString("9007199254740993"),
      decimal: Decimal128.fromString("0.10"),
      date: new Date(1),
      binary: new Binary(Buffer.from([1, 2]), 0),
      uuid: new UUID("5f7b1f0e-2a64-4e39-9d24-5d3b0c2f6a11"),
      timestamp: new Timestamp({ t: 1, i: 2 }),
      regex: /a+/i,
      nested: { b: [1, { c: null }], a: true },
    };
    await collection.insertOne(document);
    const stored = await collection.findOne({}, { promoteValues: false });
    expect(Object.keys(stored!)).toEqual(Object.keys(document));
    expect(stored).toMatchObject({
      z: { _bsontype: "Double", value: 5 },
      int: { _bsontype: "Int32", value: 5 },
      long: document.long,
      decimal: document.decimal,
      date: document.date,
      uuid: document.uuid,
      timestamp: document.timestamp,
    });
  });

  it("puts a missing _id first", async () => {
    const collection = target.db.collection("without_id");
    await target.db.command({ insert: "without_id", documents: [{ a: 1 }] });
    expect(Object.keys((await collection.findOne({}))!)).toEqual(["_id", "a"]);
  });

  it("refuses a second document with one _id, with code 11000, keyPattern and keyValue", async () => {
    const collection = target.collection();
    await collection.insertOne({ _id: 1 as never });
    const error = await refused(11000, collection.insertOne({ _id: 1 as never }));
    expect(error).toMatchObject({ keyPattern: { _id: 1 }, keyValue: { _id: 1 } });
    expect(error.message).toMatch(
      /^E11000 duplicate key error collection: .* index: _id_ dup key: \{ _id: 1 \}$/,
    );
  });

  it("stops at the first failure when ordered, and goes on when not, naming failures by index", async () => {
    const documents = [{ _id: 1 }, { _id: 1 }, { _id: 2 }, { _id: 2 }] as never[];
    const ordered = target.collection();
    await refused(11000, ordered.insertMany(documents));
    expect(await ordered.countDocuments()).toBe(1);
    const unordered = target.collection();
    const error = await refused(11000, unordered.insertMany(documents, { ordered: false }));
    expect((error.writeErrors as { index: number }[]).map(({ index }) => index)).toEqual([1, 3]);
    expect(await unordered.countDocuments()).toBe(2);
  });

  it("answers 100,000 failures in one reply", async () => {
    const collection = target.collection();
    const _id = "x".repeat(200);
    const error = await refused(
      11000,
      collection.insertMany(new Array(100_000).fill({ _id } as never), { ordered: false }),
    );
    expect(error.writeErrors).toHaveLength(99_999);
    expect(await collection.countDocuments()).toBe(1);
  });

  it("acknowledges nothing at w: 0 and still writes", async () => {
    const collection = target.collection();
    await collection.insertOne({ a: 1 }, { writeConcern: { w: 0 } });
    await expect.poll(() => collection.countDocuments()).toBe(1);
  });

  it("takes a document of 16 MiB and refuses a larger one", async () => {
    const collection = target.collection();
    await collection.insertOne({ body: "x".repeat(16 * 1024 * 1024 - 100) });
    const body = "x".repeat(16 * 1024 * 1024);
    const answer = await target.db.command({ insert: collection.collectionName, documents: [{ body }] });
    expect(answer).toMatchObject({ n: 0, writeErrors: [{ index: 0, code: 2 }] });
  });

  it("refuses an array as _id", async () => {
    await refused(53, target.collection().insertOne({ _id: [1] as never }));
  });
});
