import mongoose from "mongoose";
import { describe, expect, it } from "vitest";
import { refused, useConformanceTarget } from "../conformance.ts";

const target = useConformanceTarget();

async function contracts() {
  const collection = target.collection();
  await collection.insertMany([
    { _id: 1, district: "north", amountFen: 100, tags: ["a", "b"], at: new Date("2026-01-05") },
    { _id: 2, district: "south", amountFen: 250, tags: ["a"], at: new Date("2026-02-01") },
    { _id: 3, district: "north", amountFen: 50, tags: [], at: new Date("2026-02-11") },
  ] as never[]);
  return collection;
}

describe("aggregate", () => {
  it("matches, groups, sorts and projects", async () => {
    const collection = await contracts();
    const sums = await collection
      .aggregate([
        { $match: { amountFen: { $gte: 50 } } },
        {
          $group: {
            _id: "$district",
            sumFen: { $sum: "$amountFen" },
            n: { $sum: 1 },
            most: { $max: "$amountFen" },
            mean: { $avg: "$amountFen" },
          },
        },
        { $sort: { sumFen: -1, _id: 1 } },
        { $project: { n: 1, sumFen: 1, mean: 1, large: { $gt: ["$sumFen", 200] } } },
      ])
      .toArray();
    expect(sums).toEqual([
      { _id: "south", n: 1, sumFen: 250, mean: 250, large: true },
      { _id: "north", n: 2, sumFen: 150, mean: 75, large: false },
    ]);
    expect(Object.keys(sums[0]!)[0]).toBe("_id");
  });

  it("groups by month and unwinds", async () => {
    const collection = await contracts();
    const months = await collection
      .aggregate([
        { $group: { _id: { $dateToString: { format: "%Y-%m", date: "$at" } }, n: { $sum: 1 } } },
        { $sort: { _id: 1 } },
      ])
      .toArray();
    expect(months).toEqual([
      { _id: "2026-01", n: 1 },
      { _id: "2026-02", n: 2 },
    ]);
    const tags = await collection.aggregate([{ $unwind: "$tags" }, { $sortByCount: "$tags" }]).toArray();
    expect(tags).toEqual([
      { _id: "a", count: 2 },
      { _id: "b", count: 1 },
    ]);
  });

  it("answers several facets at once, and counts", async () => {
    const collection = await contracts();
    const [facets] = await collection
      .aggregate([
        {
          $facet: {
            total: [{ $count: "n" }],
            top: [{ $sort: { amountFen: -1 } }, { $limit: 1 }, { $project: { amountFen: 1 } }],
          },
        },
      ])
      .toArray();
    expect(facets).toEqual({ total: [{ n: 3 }], top: [{ _id: 2, amountFen: 250 }] });
    expect(await collection.countDocuments({ district: "north" })).toBe(2);
  });

  it("joins another collection by field and by pipeline", async () => {
    const collection = await contracts();
    const districts = target.collection();
    await districts.insertMany([
      { name: "north", code: 1 },
      { name: "south", code: 2 },
    ]);
    const from = districts.collectionName;
    const byField = await collection
      .aggregate([
        { $sort: { _id: 1 } },
        { $lookup: { from, localField: "district", foreignField: "name", as: "d" } },
        { $project: { code: { $first: "$d.code" } } },
      ])
      .toArray();
    expect(byField).toEqual([
      { _id: 1, code: 1 },
      { _id: 2, code: 2 },
      { _id: 3, code: 1 },
    ]);
    const byPipeline = await collection
      .aggregate([
        { $match: { _id: 2 } },
        {
          $lookup: {
            from,
            let: { wanted: "$district" },
            pipeline: [
              { $match: { $expr: { $eq: ["$name", "$$wanted"] } } },
              { $project: { _id: 0, code: 1 } },
            ],
            as: "d",
          },
        },
      ])
      .toArray();
    expect(byPipeline).toMatchObject([{ _id: 2, d: [{ code: 2 }] }]);
  });

  it("groups and compares by ObjectId", async () => {
    const collection = target.collection();
    const owner = new mongoose.Types.ObjectId();
    await collection.insertMany([
      { owner },
      { owner: new mongoose.Types.ObjectId(String(owner)) },
      { owner: new mongoose.Types.ObjectId() },
    ]);
    const groups = await collection
      .aggregate([{ $group: { _id: "$owner", n: { $sum: 1 } } }, { $sort: { n: -1 } }])
      .toArray();
    expect(groups.map(({ n }) => n)).toEqual([2, 1]);
    expect(
      await collection.aggregate([{ $match: { $expr: { $eq: ["$owner", owner] } } }]).toArray(),
    ).toHaveLength(2);
  });

  it("writes what $out and $merge say", async () => {
    const collection = await contracts();
    const out = target.collection();
    await collection.aggregate([{ $match: { district: "north" } }, { $out: out.collectionName }]).toArray();
    expect(await out.countDocuments()).toBe(2);
    await collection
      .aggregate([{ $project: { seen: { $literal: true } } }, { $merge: { into: out.collectionName } }])
      .toArray();
    expect(await out.countDocuments({ seen: true })).toBe(3);
    expect(await out.findOne({ _id: 1 as never })).toMatchObject({ district: "north", seen: true });
  });

  it("refuses unknown stages and expressions with the server's codes", async () => {
    const collection = await contracts();
    await refused(40324, collection.aggregate([{ $foo: 1 }]).toArray());
    await refused(40323, collection.aggregate([{ $match: {}, $limit: 1 }]).toArray());
    await refused(168, collection.aggregate([{ $project: { a: { $foo: 1 } } }]).toArray());
    await refused(17276, collection.aggregate([{ $project: { a: "$$foo" } }]).toArray());
    await refused(15958, collection.aggregate([{ $limit: 0 }]).toArray());
    await refused(9, target.db.command({ aggregate: collection.collectionName, pipeline: [] }));
  });
});
