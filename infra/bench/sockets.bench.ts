import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { openSession, SESSION_COOKIE } from "@market/api/session";
import { defaultBrokerWishes, type LiveServerMessage } from "@market/shared";
import { connectMongo, createModels, initModels, type Models } from "@market/shared/models";
import { Types } from "mongoose";
import WebSocket from "ws";
import { type RunningChild, startChild } from "../launcher/child-process.ts";
import { type Figure, quantile } from "./statistics.ts";

const SOCKETS = 1_000;
const NOTIFICATIONS_PER_SECOND = 50;
const DRAIN_TIMEOUT_MS = 10_000;
const STOP_GRACE_MS = 10_000;
/** Sockets opened at once: a thousand handshakes in one go would measure the handshake. */
const OPENED_AT_ONCE = 50;
const repositoryRoot = resolve(import.meta.dirname, "../..");

/**
 * A thousand people with an open socket on one api process, and notifications written to the store for one of them at
 * a time, as an indexer writes them; beside it the same messages through a bare `ws` server. Both are measured from
 * the moment the write or the message sets out to the moment it is on its recipient's socket.
 *
 * @param seconds how long notifications are written
 */
export async function benchSockets(seconds: number): Promise<Figure[]> {
  const product = await measureProduct(seconds);
  const bare = await measureBare(seconds);
  const name = `live, ${SOCKETS} sockets, ${NOTIFICATIONS_PER_SECOND}/s`;
  return [
    ...[0.5, 0.99].map((share) => {
      const value = quantile(product.latencies, share);
      const baseline = quantile(bare.latencies, share);
      return {
        name: `${name}, write to socket, p${share * 100}`,
        value,
        unit: "ms",
        baseline,
        ratio: value / baseline,
        ...(share === 0.99 && { bound: { atMost: 1_000, of: "value" as const } }),
      };
    }),
    { name: `${name}, sent`, value: product.sent, unit: "notifications", baseline: bare.sent },
    ...(["lost", "doubled", "strayed"] as const).map((fault) => ({
      name: `${name}, ${fault}`,
      value: product[fault],
      unit: "notifications",
      baseline: bare[fault],
      bound: { atMost: 0, of: "value" as const },
    })),
  ];
}

/** What was sent to whom, and what came of it. */
class Ledger {
  readonly latencies: number[] = [];
  readonly #open = new Map<string, { recipient: string; sentAt: number }>();
  readonly #arrived = new Set<string>();
  sent = 0;
  doubled = 0;
  /** Arrived at somebody else, or never sent by us. */
  strayed = 0;

  send(key: string, recipient: string): void {
    this.sent += 1;
    this.#open.set(key, { recipient, sentAt: performance.now() });
  }

  arrive(key: string, recipient: string): void {
    const sent = this.#open.get(key);
    if (this.#arrived.has(key)) this.doubled += 1;
    else if (sent?.recipient !== recipient) this.strayed += 1;
    else {
      this.latencies.push(performance.now() - sent.sentAt);
      this.#arrived.add(key);
      this.#open.delete(key);
    }
  }

  get lost(): number {
    return this.#open.size;
  }

  /** Waits for what is still under way; what has not come by then is lost. */
  async drain(): Promise<void> {
    const deadline = performance.now() + DRAIN_TIMEOUT_MS;
    while (this.#open.size > 0 && performance.now() < deadline) await delay(50);
  }
}

/** Calls `send` so many times a second, evenly, whether or not the calls before have ended. */
async function sendEvenly(seconds: number, send: (index: number) => Promise<void>): Promise<void> {
  const startedAt = performance.now();
  const sending: Promise<void>[] = [];
  for (let index = 0; index < seconds * NOTIFICATIONS_PER_SECOND; index += 1) {
    const dueAt = startedAt + (index * 1_000) / NOTIFICATIONS_PER_SECOND;
    await delay(Math.max(0, dueAt - performance.now()));
    sending.push(send(index));
  }
  await Promise.all(sending);
}

async function measureProduct(seconds: number): Promise<Ledger> {
  const dataDir = await mkdtemp(join(tmpdir(), "market-bench-"));
  const children: RunningChild[] = [];
  const start = (name: string, args: string[], env: NodeJS.ProcessEnv = {}) => {
    const child = startChild({
      name,
      args: ["--import", "tsx", join(repositoryRoot, args[0]!), ...args.slice(1)],
      env: { ...process.env, ...env },
      cwd: repositoryRoot,
    });
    children.push(child);
    return child.ready;
  };
  try {
    const mongodbUri = new URL(
      await start("mongodb", ["infra/mongodb/cli.ts", "--port", "0", "--data", dataDir]),
    );
    mongodbUri.pathname = "/market";
    const connection = await connectMongo(mongodbUri.href);
    try {
      const models = createModels(connection);
      await initModels(models);
      const url = await start("api", ["api/src/server.ts"], {
        NODE_ENV: "development",
        PORT: "0",
        SEED: "none",
        LOG_LEVEL: "warn",
        MONGODB_URI: mongodbUri.href,
        MEILI_URL: "http://127.0.0.1:9",
      });
      return await measureApi(models, url, seconds);
    } finally {
      await connection.close();
    }
  } finally {
    for (const child of children.reverse()) await child.stop(STOP_GRACE_MS);
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function measureApi(models: Models, url: string, seconds: number): Promise<Ledger> {
  const ledger = new Ledger();
  const people = await openPeople(models);
  const sockets = await openSockets(people, ({ id, cookie }) => ({
    url: `${url.replace("http", "ws")}/api/live`,
    headers: { cookie, origin: url },
    onMessage: (message) => {
      const said = message as LiveServerMessage;
      if (said.type === "notification") ledger.arrive(said.notification.pairing!.id, id);
    },
  }));
  const seqs = new Map<string, number>();
  await sendEvenly(seconds, async (index) => {
    const { id } = people[(index * 7) % people.length]!;
    const seq = (seqs.get(id) ?? 0) + 1;
    seqs.set(id, seq);
    const pairingId = new Types.ObjectId();
    ledger.send(pairingId.toString(), id);
    await models.Notification.insertMany([notificationOf(id, seq, pairingId)], { lean: true });
  });
  await ledger.drain();
  for (const socket of sockets) socket.terminate();
  return ledger;
}

function notificationOf(recipientId: string, seq: number, pairingId: Types.ObjectId) {
  const now = new Date();
  return {
    recipientId: new Types.ObjectId(recipientId),
    seq,
    eventKey: `pairing:${pairingId.toString()}:0`,
    kind: "pairing.proposed" as const,
    at: now,
    readAt: null,
    pairing: {
      id: pairingId,
      score: 0.8,
      demand: { id: new Types.ObjectId(), title: "空调外机低频噪声治理" },
      result: { id: new Types.ObjectId(), title: "压缩机转矩脉动补偿技术" },
    },
    createdAt: now,
    updatedAt: now,
  };
}

interface BenchPerson {
  id: string;
  cookie: string;
}

async function openPeople(models: Models): Promise<BenchPerson[]> {
  const users = await models.User.insertMany(
    Array.from({ length: SOCKETS }, (_, index) => ({
      email: `broker${index}@bench.example`,
      passwordHash: "nobody signs in with it",
      name: `经纪人 ${index}`,
      role: "broker" as const,
      broker: defaultBrokerWishes,
    })),
  );
  return Promise.all(
    users.map(async ({ _id }) => {
      const id = _id.toString();
      return { id, cookie: `${SESSION_COOKIE}=${await openSession(models, id, new Date())}` };
    }),
  );
}

interface SocketPlan {
  url: string;
  headers?: Record<string, string>;
  onMessage: (message: unknown) => void;
}

/** Opens a socket a person, some at a time, each until its greeting. */
async function openSockets(
  people: readonly BenchPerson[],
  plan: (person: BenchPerson) => SocketPlan,
): Promise<WebSocket[]> {
  const sockets: WebSocket[] = [];
  for (let start = 0; start < people.length; start += OPENED_AT_ONCE) {
    const batch = people.slice(start, start + OPENED_AT_ONCE);
    sockets.push(...(await Promise.all(batch.map((person) => openSocket(plan(person))))));
  }
  return sockets;
}

async function openSocket({ url, headers, onMessage }: SocketPlan): Promise<WebSocket> {
  const socket = new WebSocket(url, headers === undefined ? {} : { headers });
  socket.on("message", (data) => onMessage(JSON.parse(String(data))));
  await new Promise<void>((resolveOpen, reject) => {
    socket.once("error", reject);
    socket.once("message", () => resolveOpen());
  });
  return socket;
}

async function measureBare(seconds: number): Promise<Ledger> {
  const ledger = new Ledger();
  const server = startChild({
    name: "bare ws server",
    args: ["--import", "tsx", join(import.meta.dirname, "bare-socket-server.ts")],
    env: process.env,
  });
  try {
    const url = (await server.ready).replace("http", "ws");
    const people = Array.from({ length: SOCKETS }, (_, index) => ({ id: String(index), cookie: "" }));
    const sockets = await openSockets(people, ({ id }) => ({
      url: `${url}/${id}`,
      onMessage: (message) => {
        const { pairing } = message as { pairing?: { id: string } };
        if (pairing !== undefined) ledger.arrive(String(pairing.id), id);
      },
    }));
    const source = await openSocket({ url: `${url}/source`, onMessage: () => {} });
    await sendEvenly(seconds, async (index) => {
      const { id } = people[(index * 7) % people.length]!;
      const pairingId = new Types.ObjectId();
      const message = notificationOf("0".repeat(24), index, pairingId);
      ledger.send(pairingId.toString(), id);
      source.send(JSON.stringify({ to: `/${id}`, message }));
    });
    await ledger.drain();
    for (const socket of [...sockets, source]) socket.terminate();
    return ledger;
  } finally {
    await server.stop(STOP_GRACE_MS);
  }
}
