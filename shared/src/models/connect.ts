import mongoose, { type Connection } from "mongoose";

/**
 * Opens a connection whose acknowledged writes are on the disk: `w: majority` with the journal. Fails fast when the
 * server is away at start and reconnects by itself afterwards; commands sent meanwhile fail after `timeoutMs`.
 */
export async function connectMongo(uri: string, timeoutMs = 5_000): Promise<Connection> {
  return mongoose
    .createConnection(uri, {
      writeConcern: { w: "majority", journal: true },
      serverSelectionTimeoutMS: timeoutMs,
      autoIndex: true,
      bufferCommands: false,
    })
    .asPromise();
}
