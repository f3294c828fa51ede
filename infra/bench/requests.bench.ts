import { join } from "node:path";
import type { ResultPage } from "@market/shared";
import autocannon from "autocannon";
import { startChild } from "../launcher/child-process.ts";
import { sampleResults } from "../seed/market-sample.ts";
import { Client } from "../test/client.ts";
import type { RunningMarket } from "../test/running-market.ts";
import type { Figure } from "./statistics.ts";

const SECONDS = 8;
const CONNECTIONS = 10;
const STOP_GRACE_MS = 5_000;

/** Requests a second to one result and to a search, beside a bare Fastify route in the same run. */
export async function benchRequests(market: RunningMarket, password: string): Promise<Figure[]> {
  const reader = await Client.signIn(market.url, "enterprise@demo.example", password);
  const { items } = await reader.send<ResultPage>("GET", "/api/results?pageSize=20");
  const bare = startChild({
    name: "bare server",
    args: ["--import", "tsx", join(import.meta.dirname, "bare-server.ts")],
    env: process.env,
  });
  try {
    const headers = { cookie: reader.cookie };
    const alone = await fire({ url: await bare.ready });
    const one = await fire({
      url: market.url,
      headers,
      requests: items.map(({ id }) => ({ path: `/api/results/${id}` })),
    });
    // A person's words are seldom somebody else's: the queries differ, so that each meets the engine.
    const searches = await fire({
      url: market.url,
      headers,
      requests: sampleResults.map(({ title }) => ({ path: `/api/results?q=${encodeURIComponent(title)}` })),
    });
    return [
      ...figuresOf("bare Fastify route", alone),
      ...figuresOf("GET /api/results/:id", one, alone),
      ...figuresOf("GET /api/results?q=", searches, alone),
    ];
  } finally {
    await bare.stop(STOP_GRACE_MS);
  }
}

async function fire(options: autocannon.Options): Promise<autocannon.Result> {
  const result = await autocannon({ ...options, connections: CONNECTIONS, duration: SECONDS });
  if (result.non2xx > 0 || result.errors > 0) {
    throw new Error(`${options.url}: ${result.non2xx} answers were not 2xx, ${result.errors} failed`);
  }
  return result;
}

function figuresOf(name: string, result: autocannon.Result, alone?: autocannon.Result): Figure[] {
  const compare = (value: number, baseline: number | undefined) =>
    baseline === undefined ? {} : { baseline, ratio: value / baseline };
  return [
    {
      name,
      value: result.requests.average,
      unit: "requests/s",
      ...compare(result.requests.average, alone?.requests.average),
    },
    { name: `${name}, p50`, value: result.latency.p50, unit: "ms" },
    { name: `${name}, p99`, value: result.latency.p99, unit: "ms" },
  ];
}
