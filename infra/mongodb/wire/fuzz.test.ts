import { once } from "node:events";
import { buffer } from "node:stream/consumers";
import fc from "fast-check";
import mongoose from "mongoose";
import { describe, expect, it } from "vitest";
import { useWireTarget } from "../conformance.ts";

const { serialize, deserialize } = mongoose.mongo.BSON;

/** What a failure was found with is printed by fast-check; `FUZZ_SEED` finds it again, or something else. */
fc.configureGlobal({ seed: Number(process.env.FUZZ_SEED ?? 4), numRuns: 300, endOnFailure: true });

const target = useWireTarget();

/** Sends bytes on a connection of their own, and reads until the server closes it. @returns the replies. */
async function exchange(bytes: Uint8Array): Promise<Document[]> {
  const socket = target.openSocket();
  await once(socket, "connect");
  socket.end(bytes);
  const received = await buffer(socket).catch((error: NodeJS.ErrnoException) => {
    expect(error.code).toBe("ECONNRESET");
    return Buffer.alloc(0);
  });
  const replies: Document[] = [];
  for (let at = 0; at < received.length; at += received.readInt32LE(at)) {
    const prefix = received.readInt32LE(at + 12) === 1 ? 36 : 21;
    replies.push(deserialize(received.subarray(at + prefix, at + received.readInt32LE(at))) as Document);
  }
  return replies;
}

interface Document {
  ok: number;
  code?: number;
  codeName?: string;
}

/** Whatever came, each reply is a success or a named refusal, and everybody else is served. */
async function assertServed(bytes: Uint8Array): Promise<void> {
  for (const { ok, code, codeName } of await exchange(bytes)) {
    if (ok === 0) expect({ code, codeName }).not.toMatchObject({ code: 1 });
  }
  expect(await target.client.db("test").command({ ping: 1 })).toMatchObject({ ok: 1 });
}

function int32(...values: number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 4);
  values.forEach((value, i) => {
    bytes.writeInt32LE(value | 0, i * 4);
  });
  return bytes;
}

function opMsg(body: object, sequences: Record<string, Uint8Array[]> = {}): Buffer {
  const sections = Object.entries(sequences).map(([name, documents]) => {
    const content = Buffer.concat([Buffer.from(`${name}\0`), ...documents]);
    return Buffer.concat([Buffer.from([1]), int32(content.length + 4), content]);
  });
  const payload = Buffer.concat([int32(0), Buffer.from([0]), serialize(body), ...sections]);
  return Buffer.concat([int32(payload.length + 16, 1, 0, 2013), payload]);
}

const $db = "fuzz";
const SOUND = [
  opMsg({ ping: 1, $db }),
  opMsg({ insert: "a", $db }, { documents: [serialize({ a: 1 }), serialize({ b: ["x", { c: 2 }] })] }),
  opMsg({ find: "a", filter: { a: { $gt: 1, $in: [1, "x"] } }, sort: { a: -1 }, $db }),
  opMsg({ update: "a", $db }, { updates: [serialize({ q: { a: 1 }, u: { $set: { "b.0": 1 } } })] }),
  opMsg({ aggregate: "a", pipeline: [{ $group: { _id: "$a", n: { $sum: 1 } } }], cursor: {}, $db }),
];

const words = (text: string) => fc.constantFrom(...text.split(" "));

/** Documents of the words that filters, updates, pipelines and expressions are made of, where they belong or not. */
const anything = fc.object({
  maxDepth: 3,
  key: fc.oneof(
    words(
      "a b _id a.b a.$ a.0 a.$[].b name $set $inc $push $pull $each $rename $unset $addToSet $bit $slice",
    ),
    words("$eq $in $gt $not $all $or $and $elemMatch $size $mod $type $regex $options $exists $expr $near"),
    words(
      "$match $group $sort $project $lookup $unwind $limit $sum $first $cond $add $concat $out $merge from as",
    ),
    words("$geoWithin $geometry $box $changeStream $facet $count $bitsAnySet $natural $let coll id"),
  ),
  values: [fc.constantFrom(null, -1, 0, 1, 1.5, "", "a", "$a", "$$a", "_id", true, new Date(0), /a/)],
});
const list = fc.array(anything, { minLength: 1, maxLength: 3 });
/** Mostly what is wanted, sometimes what is not. */
const mostly = (wanted: fc.Arbitrary<unknown>) =>
  fc.oneof(
    { arbitrary: wanted, weight: 9 },
    fc.constantFrom(null, 0, "", "a", [], {}, [null]),
    anything,
    list,
  );

const document = mostly(anything);
const collection = mostly(fc.constant("a"));
const text = mostly(words("a a.b _id b"));
const change = mostly(fc.oneof(anything, list));
const statement = fc.record({
  q: document,
  u: change,
  multi: document,
  upsert: document,
  arrayFilters: mostly(list),
});
const optional = { requiredKeys: [] };
const find = fc.record({
  find: collection,
  filter: document,
  sort: document,
  projection: document,
  hint: document,
});
const anyCommand: fc.Arbitrary<object> = fc.oneof(
  find,
  fc.record({ explain: mostly(find) }),
  fc.record({ count: collection, query: document, skip: document, limit: document }),
  fc.record({ distinct: collection, key: text, query: document }),
  fc.record({ aggregate: collection, pipeline: mostly(list), cursor: document, let: document }),
  fc.record({ insert: collection, documents: mostly(list), ordered: document }),
  fc.record({ update: collection, updates: mostly(fc.tuple(statement)), let: document }),
  fc.record({ delete: collection, deletes: mostly(fc.tuple(fc.record({ q: document, limit: document }))) }),
  fc
    .record({ query: document, update: change, sort: document, fields: document, new: document }, optional)
    .chain((options) => collection.map((findAndModify) => ({ findAndModify, ...options }))),
  fc.record({
    createIndexes: collection,
    indexes: mostly(fc.tuple(fc.record({ key: document, name: text, partialFilterExpression: document }))),
  }),
  fc.record({ dropIndexes: collection, index: text }),
  fc.record({ create: text, collation: document, capped: document }),
  fc.record({ renameCollection: text, to: text, dropTarget: document }),
  fc.record({ listCollections: document, filter: document, cursor: document }),
  fc.record({ listDatabases: document, filter: document }),
  fc.record({ getMore: document, collection: text }),
  fc.record({ killCursors: text, cursors: mostly(list) }),
  fc.record({ ping: text, writeConcern: document, lsid: document }),
);

describe("the wire", () => {
  it("survives random bytes, and any header", async () => {
    const header = fc.tuple(
      fc.oneof(fc.integer(), fc.nat(200)),
      fc.integer(),
      fc.integer(),
      fc.constantFrom(1, 2004, 2010, 2012, 2013, -1, 0x7fffffff),
    );
    await fc.assert(
      fc.asyncProperty(fc.option(header), fc.uint8Array({ maxLength: 300 }), async (fields, rest) => {
        await assertServed(Buffer.concat([int32(...(fields ?? [])), rest]));
      }),
    );
  });

  it("survives sound messages that were cut, overwritten, or whose lengths lie", async () => {
    const damage = fc.record({
      at: fc.nat(),
      value: fc.oneof(fc.integer(), fc.constantFrom(0, -1, 4, 5, 0x7fffffff)),
      width: fc.constantFrom(1, 4),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...SOUND),
        fc.array(damage, { minLength: 1, maxLength: 4 }),
        fc.option(fc.nat(), { freq: 3 }),
        async (sound, damages, cut) => {
          const message = Buffer.from(sound);
          for (const { at, value, width } of damages) {
            // Behind the frame's own length, which the test above covers.
            const place = 16 + (at % (message.length - 16 - width));
            if (width === 4) message.writeInt32LE(value, place);
            else message[place] = value & 0xff;
          }
          await assertServed(cut === null ? message : message.subarray(0, cut % message.length));
        },
      ),
    );
  });

  it("names what is wrong with a command, whatever stands where", async () => {
    await target.client
      .db($db)
      .collection("a")
      .insertMany([{ a: 1 }, { a: [{ b: 1 }, "x"], q: null }]);
    await fc.assert(
      fc.asyncProperty(anyCommand, async (command) => {
        await assertServed(opMsg({ ...command, $db }));
      }),
      { numRuns: 1500 },
    );
  });

  it("refuses 201 levels and text that is not UTF-8 by name", async () => {
    let deep: object = {};
    for (let depth = 0; depth < 201; depth++) deep = { a: deep };
    expect(await exchange(opMsg({ find: "a", filter: deep, $db }))).toMatchObject([{ ok: 0, code: 15 }]);
    const text = opMsg({ find: "a", filter: { a: "é" }, $db });
    text[text.indexOf("é") + 1] = 0x41;
    expect(await exchange(text)).toMatchObject([{ ok: 0, code: 22 }]);
  });

  it("holds no memory for what is announced and not sent", async () => {
    const before = process.memoryUsage().arrayBuffers;
    const sockets = Array.from({ length: 50 }, () => target.openSocket());
    await Promise.all(sockets.map((socket) => once(socket, "connect")));
    for (const socket of sockets)
      socket.write(Buffer.concat([int32(48_000_000, 1, 0, 2013), Buffer.alloc(1000)]));
    expect(await target.client.db("test").command({ ping: 1 })).toMatchObject({ ok: 1 });
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(48_000_000);
    for (const socket of sockets) socket.destroy();
  });
});
