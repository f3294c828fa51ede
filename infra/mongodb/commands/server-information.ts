import { hostname } from "node:os";
import { MAX_DOCUMENT_BYTES } from "../bson/codec.ts";
import { ServerError } from "../errors.ts";
import { MAX_MESSAGE_BYTES } from "../wire/message.ts";
import type { Command } from "./command.ts";

/** The release whose answers are given, and its wire version. */
const VERSION = "7.0.0";
const MAX_WIRE_VERSION = 21;

/** A standalone's greeting: without `setName` or `msg` a driver neither retries writes nor starts transactions. */
export const hello: Command = (body) => ({
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

export const succeed: Command = () => ({ ok: 1 });

export const buildInfo: Command = () => ({
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

export const serverStatus: Command = (_body, _database, { startedAt }) => ({
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

export const hostInfo: Command = () => ({
  system: { currentTime: new Date(), hostname: hostname() },
  os: {},
  ok: 1,
});

export const connectionStatus: Command = () => ({
  authInfo: { authenticatedUsers: [], authenticatedUserRoles: [] },
  ok: 1,
});

export const getCmdLineOpts: Command = () => ({ argv: [], parsed: {}, ok: 1 });

export const whatsMyUri: Command = () => ({ you: "127.0.0.1:0", ok: 1 });

const PARAMETERS: Record<string, unknown> = {
  featureCompatibilityVersion: { version: "7.0" },
  authenticationMechanisms: [],
  transactionLifetimeLimitSeconds: 60,
};

export const getParameter: Command = (body) => {
  const wanted =
    body.getParameter === "*"
      ? Object.keys(PARAMETERS)
      : Object.keys(body).filter((name) => name in PARAMETERS);
  if (wanted.length === 0) throw new ServerError("InvalidOptions", "no option found to get");
  return { ...Object.fromEntries(wanted.map((name) => [name, PARAMETERS[name]])), ok: 1 };
};
