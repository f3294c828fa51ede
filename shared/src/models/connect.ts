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

/** A heartbeat ends within the driver's own time-outs (30 s to connect, 10 s between answers), or never. */
const HEARTBEAT_TIMEOUT_MS = 60_000;

/**
 * Calls back when the driver has stopped watching the server for good. If its watching socket is half closed when a
 * heartbeat starts, mongodb 7.8 waits for it to drain for ever, and no command is sent any more even when the server
 * is back: only a new connection helps.
 */
export function onHeartbeatStuck(connection: Connection, callback: () => void): void {
  const client = connection.getClient();
  let timer: NodeJS.Timeout | undefined;
  const stopWaiting = () => clearTimeout(timer);
  client.on("serverHeartbeatStarted", () => {
    stopWaiting();
    timer = setTimeout(callback, HEARTBEAT_TIMEOUT_MS).unref();
  });
  client.on("serverHeartbeatSucceeded", stopWaiting);
  client.on("serverHeartbeatFailed", stopWaiting);
  client.on("serverClosed", stopWaiting);
}
