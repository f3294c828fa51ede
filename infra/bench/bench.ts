import { writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { DEMO_PASSWORD } from "@market/api/demo-accounts";
import type { WorkOverview } from "@market/shared";
import { Client } from "../test/client.ts";
import { startMarket } from "../test/running-market.ts";
import { benchBacklog } from "./backlog.bench.ts";
import { benchEmbeddings } from "./embeddings.bench.ts";
import { waitUntilIdle } from "./idle.ts";
import { benchLive } from "./live.bench.ts";
import { benchPublishToLive } from "./publish-to-live.bench.ts";
import { benchRematch } from "./rematch.bench.ts";
import { benchRequests } from "./requests.bench.ts";
import { benchSearch } from "./search.bench.ts";
import { benchStartTime } from "./start-time.bench.ts";
import { type Figure, isWithinBound, toTable } from "./statistics.ts";
import { benchStore } from "./store.bench.ts";

const SECTIONS = [
  "store",
  "search",
  "embeddings",
  "sockets",
  "rematch",
  "live",
  "requests",
  "backlog",
  "start",
] as const;
const WITHOUT_MARKET: readonly string[] = ["store", "search", "embeddings", "sockets", "rematch", "start"];
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
const chosen: readonly string[] = values.only ?? SECTIONS;
for (const name of chosen) {
  if (!SECTIONS.some((section) => section === name)) {
    throw new Error(`--only takes ${SECTIONS.join(", ")}; got "${name}"`);
  }
}

const seconds = Number(values.seconds);
if (!Number.isInteger(seconds) || seconds < 1) throw new Error("--seconds takes a whole number from 1");

const figures: Figure[] = [];
if (chosen.includes("store")) {
  console.log("› store …");
  figures.push(...(await benchStore()));
}
if (chosen.includes("search")) {
  console.log("› search …");
  figures.push(...(await benchSearch()));
}
if (chosen.includes("embeddings")) {
  console.log("› embeddings …");
  figures.push(...(await benchEmbeddings()));
}
if (chosen.includes("sockets")) {
  console.log("› sockets …");
  figures.push(...(await benchLive(seconds)));
}
if (chosen.includes("rematch")) {
  console.log("› rematch …");
  figures.push(...(await benchRematch()));
}
if (chosen.some((name) => !WITHOUT_MARKET.includes(name))) {
  console.log("› Starting a market with the sample …");
  const market = await startMarket({ seed: "sample" });
  try {
    console.log("› Waiting until the sample is matched …");
    const reader = await Client.signIn(market.url, "admin@demo.example", DEMO_PASSWORD);
    await waitUntilIdle(() => reader.send<WorkOverview>("GET", "/api/admin/work"));
    const run = async (name: string, bench: () => Promise<Figure[]>) => {
      if (!chosen.includes(name)) return;
      console.log(`› ${name} …`);
      figures.push(...(await bench()));
    };
    await run("live", () => benchPublishToLive(market, DEMO_PASSWORD));
    await run("requests", () => benchRequests(market, DEMO_PASSWORD));
    await run("backlog", () => benchBacklog(market, DEMO_PASSWORD));
  } finally {
    await market.stop();
  }
}
if (chosen.includes("start")) {
  console.log("› start …");
  figures.push(...(await benchStartTime()));
}

console.log(`\n${toTable(figures)}`);
if (values.json !== undefined) {
  const report = figures.map((figure) => ({ ...figure, isWithinBound: isWithinBound(figure) }));
  await writeFile(
    values.json,
    `${JSON.stringify({ at: new Date().toISOString(), figures: report }, null, 2)}\n`,
  );
}
