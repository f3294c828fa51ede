import { randomBytes } from "node:crypto";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { pipeline } from "node:stream/promises";
import mongoose from "mongoose";
import { describe, expect, it } from "vitest";
import { refused, useConformanceTarget } from "../conformance.ts";

const target = useConformanceTarget();

describe("collections and databases", () => {
  it("are created, listed, renamed and dropped", async () => {
    const { db } = target;
    await db.createCollection("listed");
    await refused(48, db.createCollection("listed"));
    expect(await db.listCollections({ name: "listed" }).toArray()).toMatchObject([
      { name: "listed", type: "collection", idIndex: { key: { _id: 1 } } },
    ]);
    await db.collection("listed").insertOne({ a: 1 });
    await db.collection("listed").rename("renamed");
    expect(await db.collection("renamed").countDocuments()).toBe(1);
    const { databases } = await db.admin().listDatabases();
    expect(databases.map(({ name }) => name)).toContain(db.databaseName);
    await db.dropCollection("renamed");
    expect(await db.listCollections({ name: "renamed" }).toArray()).toEqual([]);
  });

  it("refuse names that no collection may have", async () => {
    await refused(73, target.db.command({ create: ".a" }));
    const collection = target.collection();
    await collection.insertOne({});
    const rename = (to: string) =>
      target.client.db("admin").command({ renameCollection: collection.namespace, to, dropTarget: true });
    await refused(73, rename("without-database"));
    await refused(20, rename(collection.namespace));
    expect(await collection.countDocuments()).toBe(1);
    await refused(73, target.db.command({ insert: "", documents: [{}] }));
  });

  it("list distinct values through arrays", async () => {
    const collection = target.collection();
    await collection.insertMany([{ a: [3, 1] }, { a: 1 }, { a: "x" }, {}, { a: { b: 2 } }]);
    expect(await collection.distinct("a")).toEqual([1, 3, "x", { b: 2 }]);
    expect(await collection.distinct("a.b")).toEqual([2]);
  });

  it("refuse distinct values beyond what a reply may hold, and go on answering", async () => {
    const collection = target.collection();
    for (const letter of ["x", "y", "z"]) await collection.insertOne({ a: letter.repeat(6 * 1024 * 1024) });
    await expect(collection.distinct("a")).rejects.toThrow(/16 ?mb/i);
    expect(await collection.countDocuments()).toBe(3);
  });
});

describe("cursors", () => {
  it("end when they are killed, and are unknown after", async () => {
    const collection = target.collection();
    await collection.insertMany(Array.from({ length: 10 }, (_, n) => ({ n })));
    const { cursor } = await target.db.command(
      { find: collection.collectionName, batchSize: 2 },
      { promoteLongs: false },
    );
    const killed = await target.db.command({ killCursors: collection.collectionName, cursors: [cursor.id] });
    expect(killed.cursorsKilled).toHaveLength(1);
    await refused(43, target.db.command({ getMore: cursor.id, collection: collection.collectionName }));
  });

  it("survive changes to what they read", async () => {
    const collection = target.collection();
    await collection.insertMany(Array.from({ length: 3000 }, (_, n) => ({ n })));
    let seen = 0;
    for await (const { _id } of collection.find({}, { batchSize: 100 })) {
      await collection.deleteOne({ _id });
      seen++;
    }
    expect(seen).toBe(3000);
  });
});

describe("a server by itself", () => {
  it("refuses transactions as a standalone does", async () => {
    const session = target.client.startSession();
    const begin = {
      insert: "in_transaction",
      documents: [{}],
      txnNumber: new mongoose.mongo.Long(1),
      startTransaction: true,
      autocommit: false,
    };
    await refused(20, target.db.command({ ...begin, lsid: session.id }));
    await session.endSession();
  });

  it("refuses unknown commands and concerns of several members", async () => {
    const error = await refused(59, target.db.command({ noSuchCommand: 1 }));
    expect(error.codeName).toBe("CommandNotFound");
    await refused(2, target.collection().insertOne({}, { writeConcern: { w: 3 } }));
  });

  it("says who it is", async () => {
    expect(await target.db.command({ hello: 1 })).toMatchObject({
      isWritablePrimary: true,
      maxBsonObjectSize: 16777216,
    });
    expect(await target.db.command({ ping: 1 })).toMatchObject({ ok: 1 });
    expect((await target.db.admin().buildInfo()).versionArray).toHaveLength(4);
  });

  it("keeps files through GridFS", async () => {
    const bucket = new mongoose.mongo.GridFSBucket(target.db);
    const content = randomBytes(700_000);
    const upload = bucket.openUploadStream("contract.pdf", { metadata: { kind: "contract" } });
    await pipeline(Readable.from([content]), upload);
    expect((await buffer(bucket.openDownloadStream(upload.id))).equals(content)).toBe(true);
    expect(await bucket.find({ "metadata.kind": "contract" }).toArray()).toMatchObject([{ length: 700_000 }]);
    await bucket.delete(upload.id);
    expect(await target.db.collection("fs.chunks").countDocuments()).toBe(0);
  });
});

describe("administrative reads", () => {
  it("tell tools what they ask at their start", async () => {
    const admin = target.client.db("admin");
    const asked = [
      "hostInfo",
      "connectionStatus",
      "getCmdLineOpts",
      "whatsmyuri",
      "serverStatus",
      "buildInfo",
    ];
    for (const name of asked) expect(await admin.command({ [name]: 1 })).toMatchObject({ ok: 1 });
    expect(await admin.command({ getParameter: 1, featureCompatibilityVersion: 1 })).toMatchObject({
      featureCompatibilityVersion: { version: expect.stringMatching(/^\d+\.\d+$/) },
    });
    await refused(72, admin.command({ getParameter: 1, noSuchParameter: 1 }));
  });

  it("count documents and their bytes, by command and by stage", async () => {
    const collection = target.collection();
    await collection.insertMany([{ a: 1 }, { a: 2 }]);
    const { collectionName } = collection;
    expect(await target.db.command({ collStats: collectionName })).toMatchObject({ count: 2, size: 58 });
    expect(await target.db.stats()).toMatchObject({ db: target.db.databaseName, ok: 1 });
    const stages = [{ $collStats: { count: {}, storageStats: {} } }, { $project: { localTime: 0, host: 0 } }];
    expect(await collection.aggregate(stages).toArray()).toMatchObject([
      { count: 2, storageStats: { count: 2, size: 58, nindexes: 1 } },
    ]);
    await refused(26, target.collection().aggregate(stages).toArray());
  });
});
