import mongoose from "mongoose";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { useConformanceTarget } from "../conformance.ts";

const target = useConformanceTarget();

describe("$changeStream", () => {
  let connection: mongoose.Connection;
  beforeAll(async () => {
    connection = await mongoose.createConnection(target.url).asPromise();
  });
  afterAll(() => connection.close());

  it("tells a mongoose model of inserts, updates, replacements and deletes, in order", async () => {
    const Model = connection.model("Watched", new mongoose.Schema({ n: Number }));
    const stream = Model.collection.watch([], { maxAwaitTimeMS: 100 });
    // The stream starts at its first request.
    await stream.tryNext();
    const { _id } = await Model.create({ n: 1 });
    await Model.updateOne({ _id }, { $set: { n: 2 } });
    await Model.replaceOne({ _id }, { n: 3 });
    await Model.deleteOne({ _id });
    const events = [];
    for (let i = 0; i < 4; i++) events.push(await stream.next());
    await stream.close();
    expect(events.map(({ operationType }) => operationType)).toEqual([
      "insert",
      "update",
      "replace",
      "delete",
    ]);
    expect(events).toMatchObject(
      Array(4).fill({ documentKey: { _id }, ns: { coll: Model.collection.collectionName } }),
    );
    expect(events[1]).toMatchObject({ updateDescription: { updatedFields: { n: 2 }, removedFields: [] } });
  });

  it("filters by its pipeline and resumes behind a token", async () => {
    const collection = target.collection();
    const stream = collection.watch([{ $match: { operationType: "insert" } }], { maxAwaitTimeMS: 100 });
    await stream.tryNext();
    await collection.insertOne({ _id: 1 as never });
    const first = await stream.next();
    await stream.close();
    await collection.deleteOne({ _id: 1 as never });
    await collection.insertOne({ _id: 2 as never });
    const resumed = collection.watch([], { resumeAfter: first._id, maxAwaitTimeMS: 100 });
    expect([await resumed.next(), await resumed.next()]).toMatchObject([
      { operationType: "delete" },
      { operationType: "insert" },
    ]);
    await resumed.close();
  });

  it("wakes a waiting stream without another request", async () => {
    const Model = connection.model("Waiting", new mongoose.Schema({ n: Number }));
    const stream = Model.watch();
    const events: unknown[] = [];
    stream.on("change", (event) => events.push(event));
    // The stream starts at some moment after it was asked for: write until it is heard.
    const writeAndCount = async () => {
      await Model.create({ n: 1 });
      return events.length;
    };
    await expect.poll(writeAndCount, { timeout: 10_000 }).toBeGreaterThan(0);
    expect(events[0]).toMatchObject({ operationType: "insert" });
    await stream.close();
  });
});
