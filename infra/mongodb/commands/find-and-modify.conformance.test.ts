import { describe, expect, it } from "vitest";
import { refused, useConformanceTarget } from "../conformance.ts";

const target = useConformanceTarget();

describe("findAndModify", () => {
  it("returns the document before or after, projected, the first in the sort's order", async () => {
    const collection = target.collection();
    await collection.insertMany([
      { _id: 1, n: 1 },
      { _id: 2, n: 2 },
    ] as never[]);
    const options = { sort: { n: -1 }, projection: { n: 1, _id: 0 } } as const;
    expect(await collection.findOneAndUpdate({}, { $inc: { n: 10 } }, options)).toEqual({ n: 2 });
    expect(
      await collection.findOneAndUpdate({}, { $inc: { n: 10 } }, { ...options, returnDocument: "after" }),
    ).toEqual({ n: 22 });
    expect(
      await collection.findOneAndReplace({ _id: 1 as never }, { m: 1 }, { returnDocument: "after" }),
    ).toEqual({ _id: 1, m: 1 });
    expect(await collection.findOneAndDelete({ _id: 1 as never })).toEqual({ _id: 1, m: 1 });
    expect(await collection.findOneAndUpdate({ _id: 9 as never }, { $set: { a: 1 } })).toBeNull();
  });

  it("tells of an upsert in lastErrorObject", async () => {
    const collection = target.collection();
    const upsert = () =>
      collection.findOneAndUpdate(
        { _id: 7 as never },
        { $inc: { n: 1 } },
        { upsert: true, includeResultMetadata: true },
      );
    expect(await upsert()).toMatchObject({
      value: null,
      lastErrorObject: { n: 1, updatedExisting: false, upserted: 7 },
    });
    expect(await upsert()).toMatchObject({
      value: { n: 1 },
      lastErrorObject: { n: 1, updatedExisting: true },
    });
  });

  it("lets exactly one of many claim a lease", async () => {
    const collection = target.collection();
    await collection.insertOne({ lease: null });
    const claims = await Promise.all(
      Array.from({ length: 30 }, (_, worker) =>
        collection.findOneAndUpdate({ lease: null }, { $set: { lease: worker } }),
      ),
    );
    expect(claims.filter((claim) => claim !== null)).toHaveLength(1);
  });

  it("numbers 50 parallel inserts under a unique index without a gap or a double", async () => {
    const collection = target.collection();
    await collection.createIndex({ number: 1 }, { unique: true });
    const insertNext = async (): Promise<void> => {
      const [last] = await collection.find().sort({ number: -1 }).limit(1).toArray();
      await collection.insertOne({ number: (last?.number ?? 0) + 1 }).catch((error: { code?: number }) => {
        if (error.code !== 11000) throw error;
        return insertNext();
      });
    };
    await Promise.all(Array.from({ length: 50 }, insertNext));
    expect(await collection.distinct("number")).toEqual(Array.from({ length: 50 }, (_, i) => i + 1));
  });

  it("refuses an update together with remove", async () => {
    const findAndModify = target.collection().collectionName;
    await refused(
      9,
      target.db.command({ findAndModify, query: {}, remove: true, update: { $set: { a: 1 } } }),
    );
    await refused(9, target.db.command({ findAndModify, query: {} }));
  });
});
