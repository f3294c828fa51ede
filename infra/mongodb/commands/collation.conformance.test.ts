import { describe, expect, it } from "vitest";
import { refused, useConformanceTarget } from "../conformance.ts";

const target = useConformanceTarget();

describe("a collation", () => {
  const CASELESS = { locale: "en_US", strength: 2 };

  async function filled(names: unknown[]) {
    const collection = target.collection();
    await collection.insertMany(names.map((name, _id) => ({ _id, name })) as never[]);
    return collection;
  }

  it("sorts Chinese by pinyin, and numbers inside texts by their value", async () => {
    const collection = await filled(["重庆 10", "青岛", "北京", "重庆 9"]);
    const sorted = collection.find(
      {},
      { sort: { name: 1 }, collation: { locale: "zh", numericOrdering: true } },
    );
    expect((await sorted.toArray()).map(({ name }) => name)).toEqual(["北京", "重庆 9", "重庆 10", "青岛"]);
  });

  it("decides what a filter matches in every command, with an index as without", async () => {
    const collection = await filled(["Ping", "ping", "PÍNG", ["x", "PING"], 7]);
    await collection.createIndex({ name: 1 });
    const options = { collation: CASELESS };
    expect(await collection.countDocuments({ name: "ping" })).toBe(1);
    expect(await collection.countDocuments({ name: "ping" }, options)).toBe(3);
    expect(await collection.countDocuments({ name: { $in: ["PING", 7] } }, options)).toBe(4);
    expect(await collection.countDocuments({ name: { $gt: "ping" } }, options)).toBe(2);
    expect(await collection.distinct("name", {}, options)).toHaveLength(4);
    const matched = [{ $match: {} }, { $addFields: { a: 1 } }, { $match: { name: "PinG" } }];
    expect(await collection.aggregate(matched, options).toArray()).toHaveLength(3);
    expect(
      (await collection.updateMany({ name: "ping" }, { $set: { seen: 1 } }, options)).modifiedCount,
    ).toBe(3);
    expect((await collection.deleteMany({ name: "ping" }, options)).deletedCount).toBe(3);
  });

  it("comes from the collection where the command names none", async () => {
    const { collectionName } = target.collection();
    const collection = await target.db.createCollection(collectionName, { collation: CASELESS });
    await collection.insertOne({ name: "Ping" });
    expect(await collection.countDocuments({ name: "ping" })).toBe(1);
    expect(await collection.countDocuments({ name: "ping" }, { collation: { locale: "simple" } })).toBe(0);
    expect(await target.db.listCollections({ name: collectionName }).toArray()).toMatchObject([
      { options: { collation: CASELESS } },
    ]);
  });

  it("of no known locale is refused", async () => {
    await refused(2, target.collection().findOne({}, { collation: { locale: "no locale" } }));
  });
});
