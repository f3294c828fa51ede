import { createHash } from "node:crypto";
import { once } from "node:events";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { openAttachmentBucket } from "@market/shared/models";
import { type Connection, mongo, Types } from "mongoose";

/** Bytes that are kept, before any contract names them. */
export interface StoredBytes {
  id: Types.ObjectId;
  bytes: number;
  sha256: string;
}

/** The bytes of attachments. */
export interface AttachmentStore {
  /** Writes a file to its end. Leaves nothing behind when the file or the store fails on the way. */
  write(file: AsyncIterable<Buffer>): Promise<StoredBytes>;
  /** Reads a file. Rejects when it is not there, before anything is sent to anybody. */
  read(id: Types.ObjectId): Promise<Readable>;
  /** Takes a file away; one that is gone already is no error. */
  remove(id: Types.ObjectId): Promise<void>;
}

export function createAttachmentStore(connection: Connection): AttachmentStore {
  const bucket = openAttachmentBucket(connection);

  const write = async (file: AsyncIterable<Buffer>): Promise<StoredBytes> => {
    const id = new Types.ObjectId();
    const hash = createHash("sha256");
    let bytes = 0;
    const upload = bucket.openUploadStreamWithId(id, String(id));
    try {
      await pipeline(async function* () {
        for await (const chunk of file) {
          hash.update(chunk);
          bytes += chunk.length;
          yield chunk;
        }
      }, upload);
    } catch (error) {
      await remove(id);
      throw error;
    }
    return { id, bytes, sha256: hash.digest("hex") };
  };

  const remove = async (id: Types.ObjectId): Promise<void> => {
    try {
      // Takes the chunks of an unfinished upload away too, which has no file to be found by.
      await bucket.delete(id);
    } catch (error) {
      // The driver's only way to say that there was no such file.
      if (!(error instanceof mongo.MongoRuntimeError)) throw error;
    }
  };

  const read = async (id: Types.ObjectId): Promise<Readable> => {
    const file = bucket.openDownloadStream(id);
    await once(file, "readable");
    return file;
  };

  return { write, read, remove };
}
