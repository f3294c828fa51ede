import { type Models, openAttachmentBucket } from "@market/shared/models";
import { type Connection, mongo, Types } from "mongoose";

/** No upload takes as long: what is older and named by no contract will never be. */
const UPLOAD_MAX_MS = 60 * 60 * 1000;
const BATCH = 1_000;

/**
 * Takes away the bytes that no contract names: of uploads cut off, of drafts deleted, of files detached. Each id tells
 * when its upload began.
 *
 * @param since uploads begun before are not looked through for chunks without a file, which takes reading them
 * @returns where the next sweep may begin
 */
export async function sweepAttachments(
  { connection, models }: { connection: Connection; models: Models },
  since: Date,
  at: Date,
): Promise<Date> {
  const bucket = openAttachmentBucket(connection);
  const until = new Date(at.getTime() - UPLOAD_MAX_MS);
  await removeUnnamedFiles(bucket, models, idAt(until));
  await removeUnfinishedUploads(connection, idAt(since), idAt(until));
  return until;
}

async function removeUnnamedFiles(
  bucket: mongo.GridFSBucket,
  models: Models,
  until: Types.ObjectId,
): Promise<void> {
  let last = idAt(new Date(0));
  for (;;) {
    const files = await bucket
      .find({ _id: { $gt: last, $lt: until } }, { sort: { _id: 1 }, limit: BATCH })
      .toArray();
    const ids = files.map(({ _id }) => _id);
    const final = ids.at(-1);
    if (final === undefined) return;
    const contracts = await models.Contract.find({ "attachments.id": { $in: ids } })
      .select("attachments.id")
      .lean();
    const named = new Set(contracts.flatMap(({ attachments }) => attachments.map(({ id }) => String(id))));
    for (const id of ids) if (!named.has(String(id))) await removeFile(bucket, id);
    last = final;
  }
}

// Another indexer's sweep, or the person who detached it, may have been there first.
async function removeFile(bucket: mongo.GridFSBucket, id: Types.ObjectId): Promise<void> {
  try {
    await bucket.delete(id);
  } catch (error) {
    if (!(error instanceof mongo.MongoRuntimeError)) throw error;
  }
}

/** The driver writes a file's entry after its chunks: an upload cut off leaves chunks alone. */
async function removeUnfinishedUploads(
  connection: Connection,
  since: Types.ObjectId,
  until: Types.ObjectId,
): Promise<void> {
  const files = connection.collection("attachments.files");
  const chunks = connection.collection("attachments.chunks");
  const ids: Types.ObjectId[] = await chunks.distinct("files_id", {
    files_id: { $gte: since, $lt: until },
    n: 0,
  });
  for (const id of ids) {
    if ((await files.findOne({ _id: id }, { projection: { _id: 1 } })) === null) {
      await chunks.deleteMany({ files_id: id });
    }
  }
}

function idAt(instant: Date): Types.ObjectId {
  return Types.ObjectId.createFromTime(Math.floor(instant.getTime() / 1000));
}
