import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import {
  connectMongo,
  createModels,
  initModels,
  type Models,
  openAttachmentBucket,
} from "@market/shared/models";
import { type Connection, Types } from "mongoose";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { sweepAttachments } from "./sweep-attachments.ts";

const HOUR_MS = 60 * 60 * 1000;
const BYTES = 3 * 1024 * 1024;

let connection: Connection;
let models: Models;
beforeAll(async () => {
  const uri = new URL(inject("mongodbUri"));
  uri.pathname = `/sweep-${new Types.ObjectId()}`;
  connection = await connectMongo(uri.href);
  models = createModels(connection);
  await initModels(models);
});
afterAll(async () => {
  await connection.dropDatabase();
  await connection.close();
});

function idAt(instant: number): Types.ObjectId {
  return Types.ObjectId.createFromTime(Math.floor(instant / 1000));
}

async function write(id: Types.ObjectId): Promise<void> {
  const upload = openAttachmentBucket(connection).openUploadStreamWithId(id, String(id));
  await pipeline(Readable.from([Buffer.alloc(BYTES, 1)]), upload);
}

it("takes away old bytes that no contract names, and nothing else", async () => {
  const now = Date.now();
  const [named, unnamed, unfinished, underWay] = [5, 4, 3, 0.5].map((hours) => idAt(now - hours * HOUR_MS));
  if (!named || !unnamed || !unfinished || !underWay) throw new Error("four uploads are needed");
  for (const id of [named, unnamed, unfinished, underWay]) await write(id);
  // As a process that was killed between the last chunk and the file's entry would have left them.
  await connection.collection("attachments.files").deleteMany({ _id: { $in: [unfinished, underWay] } });
  await models.Contract.collection.insertOne({ attachments: [{ id: named }] });

  const next = await sweepAttachments({ connection, models }, new Date(0), new Date(now));
  expect(next.getTime()).toBe(now - HOUR_MS);
  const chunkOwners = await connection.collection("attachments.chunks").distinct("files_id");
  expect(chunkOwners.map(String).sort()).toEqual([named, underWay].map(String).sort());
  const files = await connection.collection("attachments.files").find().toArray();
  expect(files.map(({ _id }) => String(_id))).toEqual([String(named)]);

  // Once it is old enough, the sweep that begins where the last one ended finds it too.
  await sweepAttachments({ connection, models }, next, new Date(now + HOUR_MS));
  expect(await connection.collection("attachments.chunks").distinct("files_id")).toEqual([named]);
});
