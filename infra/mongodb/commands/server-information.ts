import { hostname } from "node:os";
import { MAX_DOCUMENT_BYTES } from "../bson/codec.ts";
import { MAX_MESSAGE_BYTES } from "../wire/message.ts";
import type { Command } from "./command.ts";

/** The release whose answers are given, and its wire version. */
const VERSION = "7.0.0";
const MAX_WIRE_VERSION = 21;

/** A standalone's greeting: without `setName` or `msg` a driver neither retries writes nor starts transactions. */
const hello: Command = (body) => ({
  ...("hello" in body ? { isWritablePrimary: true } : { ismaster: true, helloOk: true }),
  maxBsonObjectSize: MAX_DOCUMENT_BYTES,
  maxMessageSizeBytes: MAX_MESSAGE_BYTES,
  maxWriteBatchSize: 100_000,
  localTime: new Date(),
  logicalSessionTimeoutMinutes: 30,
  connectionId: 1,
  minWireVersion: 0,
  maxWireVersion: MAX_WIRE_VERSION,
  readOnly: false,
  ok: 1,
});

const ping: Command = () => ({ ok: 1 });

const buildInfo: Command = () => ({
  version: VERSION,
  versionArray: [7, 0, 0, 0],
  gitVersion: "embedded",
  modules: [],
  storageEngines: ["lmdb"],
  bits: 64,
  debug: false,
  maxBsonObjectSize: MAX_DOCUMENT_BYTES,
  ok: 1,
});

const serverStatus: Command = (_body, _database, { startedAt }) => ({
  host: hostname(),
  version: VERSION,
  process: "mongod",
  pid: process.pid,
  uptime: (Date.now() - startedAt.getTime()) / 1000,
  localTime: new Date(),
  storageEngine: { name: "lmdb", supportsCommittedReads: false, persistent: true },
  mem: { bits: 64, resident: Math.round(process.memoryUsage.rss() / 1024 / 1024) },
  ok: 1,
});

export const informationCommands = {
  hello,
  ping,
  buildInfo,
  serverStatus,
  // Sessions hold nothing here, so ending them takes nothing.
  endSessions: ping,
  // Older names by which drivers still call.
  isMaster: hello,
  ismaster: hello,
  buildinfo: buildInfo,
};
