import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { startIndexer } from "@market/indexer/indexer";
import { requestRematch } from "@market/indexer/matching";
import { connectMongo, createModels, MATCHING_ID, type Models } from "@market/shared/models";
import { Meilisearch } from "meilisearch";
import { pino } from "pino";
import { type RunningChild, startChild } from "../launcher/child-process.ts";
import { CHEAP_MODEL, startCheapEmbeddings } from "./cheap-embeddings.ts";
import { fillMarket, publish, readMarketTexts } from "./rematch-market.ts";
import { type Figure, quantile, timed } from "./statistics.ts";

const SIZE = { demands: 1_000, results: 10_000 };
const LIVE_ROUNDS = 20;
const STOP_GRACE_MS = 10_000;
/** Between live needs, re-matching or not. */
const QUIET_MS = 500;
const TEXTS_BETWEEN = 3;
const POLL_MS = 5;
/** Seldom enough to take nothing from what is measured. */
const RUN_POLL_MS = 100;
const NEVER_MS = 60 * 60_000;
const PATIENCE_MS = 300_000;
const system = { id: null, name: "system", role: "system" } as const;

/**
 * Matching 1,000 needs anew against 10,000 results, vectors kept: how fast, how much of the time is the search
 * engine's, what of one match is our own; and how long a need that is published meanwhile waits for its first
 * pairing. Vectors are made cheaply, so that the model plays no part.
 */
export async function benchRematch(): Promise<Figure[]> {
  const dataDir = await mkdtemp(join(tmpdir(), "market-bench-rematch-"));
  const masterKey = randomBytes(24).toString("base64url");
  const children: RunningChild[] = [];
  const start = (name: string): Promise<string> => {
    const child = startChild({
      name,
      args: [
        ...["--import", "tsx", join(import.meta.dirname, `../${name}/cli.ts`)],
        ...["--port", "0", "--data", join(dataDir, name)],
      ],
      env: { ...process.env, MEILI_MASTER_KEY: masterKey },
      onLine: (line) => console.log(`${name}: ${line}`),
    });
    children.push(child);
    return child.ready;
  };
  const embeddings = await startCheapEmbeddings();
  try {
    const [mongodbUri, meiliUrl] = await Promise.all([start("mongodb"), start("meilisearch")]);
    const database = new URL(mongodbUri);
    database.pathname = "/market";
    return await measure({
      mongodbUri: database.href,
      meiliUrl,
      meiliMasterKey: masterKey,
      openaiBaseUrl: embeddings.url,
    });
  } finally {
    await Promise.all(children.map((child) => child.stop(STOP_GRACE_MS)));
    await embeddings.close();
    await rm(dataDir, { recursive: true, force: true });
  }
}

interface Servers {
  mongodbUri: string;
  meiliUrl: string;
  meiliMasterKey: string;
  openaiBaseUrl: string;
}

async function measure({ mongodbUri, ...engines }: Servers): Promise<Figure[]> {
  const connection = await connectMongo(mongodbUri);
  const models = createModels(connection);
  const indexer = await startIndexer({
    ...engines,
    connection,
    embeddingModel: CHEAP_MODEL,
    logger: pino({ level: "warn" }),
    // What was written past the indexer is complete: nothing is to be repaired meanwhile.
    sweepIntervalMs: NEVER_MS,
  });
  try {
    const modelIdentity = await until("the model", async () => (await readMatching(models)).modelIdentity);
    const texts = await readMarketTexts({ ...SIZE, demands: SIZE.demands + 2 * LIVE_ROUNDS });
    const live = texts.demands.splice(SIZE.demands);
    const meilisearch = new Meilisearch({ host: engines.meiliUrl, apiKey: engines.meiliMasterKey });
    const fillMs = await timed(() => fillMarket(models, meilisearch, texts, modelIdentity));
    console.log(`  market filled in ${Math.round(fillMs / 1000)} s`);

    await beginRematch(models);
    const ofRun = watchSearches();
    const runMs = await timed(() =>
      until(
        "the end of the needs",
        async () => (await readMatching(models)).rematch?.kind === "result",
        RUN_POLL_MS,
      ),
    );
    ofRun.end();
    console.log(`  ${await models.Pairing.countDocuments()} pairings`);
    await models.Matching.updateOne({ _id: MATCHING_ID }, { $set: { rematch: null } });
    const ofQuiet = watchSearches();
    const quiet = await publishEach(models, live.slice(0, LIVE_ROUNDS), () => sleep(QUIET_MS));
    ofQuiet.end();
    await beginRematch(models);
    const busy = await publishEach(models, live.slice(LIVE_ROUNDS), () => untilUnderWay(models));
    return [
      ...toRunFigures(runMs, ofRun),
      toMatchFigure(quiet, ofQuiet),
      ...toLiveFigures(busy.map(waitOf), quiet.map(waitOf)),
    ];
  } finally {
    await indexer.stop();
    await connection.close();
  }
}

function toRunFigures(runMs: number, { searches }: WatchedSearches): Figure[] {
  return [
    {
      name: `re-matching ${SIZE.demands} needs against ${SIZE.results} results`,
      value: SIZE.demands / (runMs / 1000),
      unit: "needs/s",
    },
    {
      name: "of that time, in the search engine",
      value: (durationOf(searches) / runMs) * 100,
      unit: "%",
      bound: { atLeast: 70, of: "value" },
    },
  ];
}

/** From the end of a need's search to its first pairing in the store: reading, scoring, choosing and writing. */
function toMatchFigure(quiet: readonly LiveNeed[], { searches }: WatchedSearches): Figure {
  const ownMs = quiet.map(({ pairedAt }) => {
    const answeredAt = searches.findLast(({ endedAt }) => endedAt <= pairedAt)?.endedAt;
    if (answeredAt === undefined) throw new Error("a need was paired without a search");
    return pairedAt - answeredAt;
  });
  return {
    name: "one full match, our own part, p50",
    value: quantile(ownMs, 0.5),
    unit: "ms",
    bound: { atMost: 60, of: "value" },
  };
}

function durationOf(searches: readonly Search[]): number {
  return searches.reduce((sum, { startedAt, endedAt }) => sum + endedAt - startedAt, 0);
}

function toLiveFigures(busy: readonly number[], quiet: readonly number[]): Figure[] {
  return [0.5, 0.95].map((share) => {
    const value = quantile(busy, share);
    const baseline = quantile(quiet, share);
    return {
      name: `publish to pairing during re-matching, p${share * 100}`,
      value,
      unit: "ms",
      baseline,
      ratio: value / baseline,
    };
  });
}

interface LiveNeed {
  publishedAt: number;
  pairedAt: number;
}

function waitOf({ publishedAt, pairedAt }: LiveNeed): number {
  return pairedAt - publishedAt;
}

/** Publishes needs one after the other, each after a `pause`, and waits for the first pairing of each. */
async function publishEach(
  models: Models,
  demands: Awaited<ReturnType<typeof readMarketTexts>>["demands"],
  pause: () => Promise<unknown>,
): Promise<LiveNeed[]> {
  const needs: LiveNeed[] = [];
  for (const demand of demands) {
    await pause();
    const publishedAt = performance.now();
    await publish(models, demand);
    await until("a pairing", () => models.Pairing.exists({ demandId: demand._id }));
    needs.push({ publishedAt, pairedAt: performance.now() });
    await until("the need's indexing", () =>
      models.Demand.exists({ _id: demand._id, "indexing.dueAt": null }),
    );
  }
  return needs;
}

/** Begins a run at the first need, whatever the one before has come to: its results are not measured. */
async function beginRematch(models: Models): Promise<void> {
  await models.Matching.updateOne({ _id: MATCHING_ID }, { $set: { rematch: null } });
  await requestRematch(models, system, new Date());
  await models.Matching.updateOne({ _id: MATCHING_ID }, { $set: { "rematch.startsAt": new Date() } });
  await until("the first text", async () => ((await readMatching(models)).rematch?.done ?? 0) > 0);
}

/** Resolves in the middle of re-matching, not in the pause that the live need before has made. */
async function untilUnderWay(models: Models): Promise<void> {
  const doneAt = async () => (await readMatching(models)).rematch?.done ?? 0;
  const before = await doneAt();
  await until("more texts", async () => (await doneAt()) >= before + TEXTS_BETWEEN);
  // At any moment of a text, since people publish at any.
  await sleep(Math.random() * QUIET_MS);
}

function readMatching(models: Models) {
  return models.Matching.findById(MATCHING_ID).lean().orFail();
}

async function until<T>(
  what: string,
  read: () => Promise<T | null | undefined | false>,
  pollMs = POLL_MS,
): Promise<T> {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const value = await read();
    if (value) return value;
    if (Date.now() > deadline) throw new Error(`waited in vain for ${what}`);
    await sleep(pollMs);
  }
}

interface Search {
  startedAt: number;
  endedAt: number;
}

interface WatchedSearches {
  /** Requests to the search engine, each from asking to the end of its answer. */
  searches: Search[];
  end(): void;
}

/** Notes, from inside the process, what the indexer asks of the search engine. */
function watchSearches(): WatchedSearches {
  const searches: Search[] = [];
  const plainFetch = globalThis.fetch;
  globalThis.fetch = async (input, init) => {
    if (!String(input instanceof Request ? input.url : input).includes("/multi-search")) {
      return plainFetch(input, init);
    }
    const startedAt = performance.now();
    const response = await plainFetch(input, init);
    const body = await response.arrayBuffer();
    searches.push({ startedAt, endedAt: performance.now() });
    return new Response(body, response);
  };
  return {
    searches,
    end: () => {
      globalThis.fetch = plainFetch;
    },
  };
}
