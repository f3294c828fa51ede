import { writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { DEMO_PASSWORD } from "@market/api/demo-accounts";
import type { WorkOverview } from "@market/shared";
import { Client } from "../test/client.ts";
import { type RunningMarket, startMarket } from "../test/running-market.ts";
import { benchBacklog } from "./backlog.bench.ts";
import { benchEmbeddings } from "./embeddings.bench.ts";
import { waitUntilIdle } from "./idle.ts";
import { benchPublishToLive } from "./publish-to-live.bench.ts";
import { benchRematch } from "./rematch.bench.ts";
import { benchRequests } from "./requests.bench.ts";
import { benchSearch } from "./search.bench.ts";
import { benchSockets } from "./sockets.bench.ts";
import { benchStartTime } from "./start-time.bench.ts";
import { type Figure, isWithinBound, toTable } from "./statistics.ts";
import { benchStore } from "./store.bench.ts";
import { benchTurnover } from "./turnover.bench.ts";

/** How long notifications are written to open sockets. */
const SOCKET_SECONDS = "60";

const { values } = parseArgs({
  options: {
    json: { type: "string" },
    only: { type: "string", multiple: true },
    seconds: { type: "string", default: SOCKET_SECONDS },
  },
  strict: true,
});
const seconds = Number(values.seconds);
if (!Number.isInteger(seconds) || seconds < 1) throw new Error("--seconds takes a whole number from 1");

type Benches<Subject extends unknown[]> = Record<string, (...subject: Subject) => Promise<Figure[]>>;

const benches: Benches<[]> = {
  store: benchStore,
  search: benchSearch,
  embeddings: benchEmbeddings,
  sockets: () => benchSockets(seconds),
  rematch: benchRematch,
  turnover: benchTurnover,
};
/** Of one market with the sample, which they share. */
const marketBenches: Benches<[RunningMarket, password: string]> = {
  live: benchPublishToLive,
  requests: benchRequests,
  backlog: benchBacklog,
};
/** Last, beside no market of ours. */
const startBenches: Benches<[]> = { start: benchStartTime };

const names = [benches, marketBenches, startBenches].flatMap((group) => Object.keys(group));
const chosen: readonly string[] = values.only ?? names;
for (const name of chosen) {
  if (!names.includes(name)) throw new Error(`--only takes ${names.join(", ")}; got "${name}"`);
}

const figures: Figure[] = [];

async function run<Subject extends unknown[]>(group: Benches<Subject>, ...subject: Subject): Promise<void> {
  for (const [name, bench] of Object.entries(group)) {
    if (!chosen.includes(name)) continue;
    console.log(`› ${name} …`);
    figures.push(...(await bench(...subject)));
  }
}

await run(benches);
if (Object.keys(marketBenches).some((name) => chosen.includes(name))) {
  console.log("› Starting a market with the sample …");
  const market = await startMarket({ seed: "sample" });
  try {
    console.log("› Waiting until the sample is matched …");
    const reader = await Client.signIn(market.url, "admin@demo.example", DEMO_PASSWORD);
    await waitUntilIdle(() => reader.send<WorkOverview>("GET", "/api/admin/work"));
    await run(marketBenches, market, DEMO_PASSWORD);
  } finally {
    await market.stop();
  }
}
await run(startBenches);

console.log(`\n${toTable(figures)}`);
if (values.json !== undefined) {
  const report = figures.map((figure) => ({ ...figure, isWithinBound: isWithinBound(figure) }));
  await writeFile(
    values.json,
    `${JSON.stringify({ at: new Date().toISOString(), figures: report }, null, 2)}\n`,
  );
}
