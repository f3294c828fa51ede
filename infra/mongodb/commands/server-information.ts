import { hostname, release, type } from "node:os";
import type { Document } from "bson";
import { MAX_DOCUMENT_BYTES } from "../bson/codec.ts";
import { ensure } from "../errors.ts";
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

const hostInfo: Command = () => ({
  system: { currentTime: new Date(), hostname: hostname() },
  os: { type: type(), version: release() },
  ok: 1,
});

const connectionStatus: Command = () => ({
  authInfo: { authenticatedUsers: [], authenticatedUserRoles: [], authenticatedUserPrivileges: [] },
  ok: 1,
});

const PARAMETERS: Document = {
  featureCompatibilityVersion: { version: "7.0" },
  authenticationMechanisms: [],
};

const getParameter: Command = (body) => {
  const isWanted = (name: string) => name in body || body.getParameter === "*";
  const found = Object.entries(PARAMETERS).filter(([name]) => isWanted(name));
  ensure(found.length > 0, "InvalidOptions", "no option found to get");
  return { ...Object.fromEntries(found), ok: 1 };
};

export const informationCommands = {
  hello,
  ping,
  buildInfo,
  serverStatus,
  hostInfo,
  connectionStatus,
  getParameter,
  getCmdLineOpts: (): Document => ({ argv: [], parsed: {}, ok: 1 }),
  whatsmyuri: (): Document => ({ you: "127.0.0.1:0", ok: 1 }),
  // Neither sessions nor users are held here, so ending them takes nothing.
  endSessions: ping,
  logout: ping,
  // Older names by which drivers still call.
  isMaster: hello,
  ismaster: hello,
  buildinfo: buildInfo,
};
