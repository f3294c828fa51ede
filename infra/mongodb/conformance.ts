import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { connect, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import mongoose from "mongoose";
import { afterAll, beforeAll, expect } from "vitest";
import { startMongodb } from "./server.ts";

type Client = InstanceType<typeof mongoose.mongo.MongoClient>;
type Database = ReturnType<Client["db"]>;

/** What a conformance test talks to: a database of its own, on whichever server the suite runs against. */
export interface ConformanceTarget {
  /** The server's URL with this target's database in its path. */
  url: string;
  client: Client;
  db: Database;
  /** A collection that no other test uses. */
  collection(): ReturnType<Database["collection"]>;
}

/**
 * Connects a test file to `MONGODB_URI`, or to an embedded server in a folder of its own when that is not set.
 * What it returns may be used inside tests only.
 */
export function useConformanceTarget(): ConformanceTarget {
  const target = {} as ConformanceTarget;
  let stop = async () => {};
  beforeAll(async () => {
    const database = `conformance_${randomBytes(6).toString("hex")}`;
    const server = process.env.MONGODB_URI ? null : await startTemporary();
    const url = new URL(process.env.MONGODB_URI ?? server!.url);
    url.pathname = `/${database}`;
    const client = await mongoose.mongo.MongoClient.connect(url.href);
    const db = client.db(database);
    Object.assign(target, {
      url: url.href,
      client,
      db,
      collection: () => db.collection(`c${randomBytes(6).toString("hex")}`),
    });
    stop = async () => {
      await db.dropDatabase();
      await client.close();
      await server?.stop();
    };
  });
  afterAll(() => stop());
  return target;
}

/** What a test of the wire itself talks to: always an embedded server, beside whose client it opens sockets of its own. */
interface WireTarget {
  client: Client;
  openSocket(): Socket;
}

/** Starts an embedded server for a test file. What it returns may be used inside tests only. */
export function useWireTarget(): WireTarget {
  const target = {} as WireTarget;
  let stop = async () => {};
  beforeAll(async () => {
    const server = await startTemporary();
    const client = await mongoose.mongo.MongoClient.connect(server.url);
    const port = Number(new URL(server.url).port);
    Object.assign(target, { client, openSocket: () => connect(port, "127.0.0.1") });
    stop = async () => {
      await client.close();
      await server.stop();
    };
  });
  afterAll(() => stop());
  return target;
}

/** An embedded server in a temporary folder, which `stop` removes. */
async function startTemporary(): Promise<{ url: string; dataDir: string; stop(): Promise<void> }> {
  const dataDir = await mkdtemp(join(tmpdir(), "market-mongodb-"));
  const server = await startMongodb({ port: 0, dataDir });
  return {
    url: server.url,
    dataDir,
    async stop() {
      await server.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** Asserts that a promise is refused with one of the server's error codes. @returns the error. */
export async function refused(
  code: number,
  promise: Promise<unknown>,
): Promise<Error & Record<string, unknown>> {
  const outcome = await promise.then(
    (value) => ({ value }),
    (error: Error & Record<string, unknown>) => ({ error }),
  );
  expect(outcome).toMatchObject({ error: { code } });
  return (outcome as { error: Error & Record<string, unknown> }).error;
}
