import { readdirSync, readFileSync } from "node:fs";
import type { Contract, Demand, NotificationPage, Page, Pairing, Result, Turnover } from "@market/shared";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type RunningMarket, startMarket } from "../test/running-market.ts";
import { ADMIN, openAccounts, type People } from "./people.ts";
import { demand, result, unrelatedResult } from "./texts.ts";
import { until } from "./until.ts";

let market: RunningMarket;
let people: People;

beforeAll(async () => {
  market = await startMarket({ seed: "none", admin: ADMIN });
  people = await openAccounts(market.url);
});
afterAll(() => market?.stop());

test("a need goes all the way to turnover though every process is killed on the way, and nothing is lost or doubled", async () => {
  const { enterprise, institution, broker, official } = people;

  const need = await enterprise.client.send<Demand>("POST", "/api/demands", demand);
  await enterprise.client.send("POST", `/api/demands/${need.id}/publish`, {});
  kill("indexer");
  for (const text of [result, unrelatedResult]) {
    const { id } = await patiently(() => institution.client.send<Result>("POST", "/api/results", text));
    await patiently(() => institution.client.send("POST", `/api/results/${id}/publish`, {}));
  }
  kill("meilisearch");
  kill("embeddings");
  const pairing = await until(async () => {
    const { items } = await patiently(() =>
      broker.client.send<Page<Pairing>>("GET", `/api/pairings?demand=${need.id}`),
    );
    return items.find((item) => item.result.title === result.title);
  });
  kill("mongodb");
  for (const act of ["claim", "introduce", "negotiate", "accept"]) {
    await patiently(() => broker.client.send("POST", `/api/pairings/${pairing.id}/${act}`, {}));
  }
  kill("api");

  const draft = {
    title: "低频转矩补偿算法实施许可",
    type: "licensing",
    seller: { id: institution.user.organisation?.id },
    buyer: { id: enterprise.user.organisation?.id },
    amountFen: 90_000_001,
    technologyAmountFen: 80_000_000,
    signedOn: "2026-01-05",
    field: "智能家电",
    pairing: pairing.id,
  };
  const contract = await patiently(() =>
    broker.client.send<Contract>("POST", "/api/contracts", draft, { "idempotency-key": "the-contract" }),
  );
  await patiently(() => broker.client.send("POST", `/api/contracts/${contract.id}/submit`, {}));
  kill("indexer");
  await patiently(() => official.client.send("POST", `/api/contracts/${contract.id}/accept`, {}));
  await patiently(() => official.client.send("POST", `/api/contracts/${contract.id}/register`, {}));
  kill("mongodb");
  kill("indexer");

  const turnover = await until(async () => {
    const sums = await patiently(() => official.client.send<Turnover>("GET", "/api/statistics/turnover"));
    return sums.count > 0 && sums;
  });
  expect(turnover).toMatchObject({ totalFen: 90_000_001, technologyTotalFen: 80_000_000, count: 1 });
  const registered = await patiently(() =>
    official.client.send<Contract>("GET", `/api/contracts/${contract.id}`),
  );
  expect(registered.registrationNumber).toMatch(/^\d{4}370201000001$/);
  const carried = await until(async () => {
    const current = await patiently(() => broker.client.send<Pairing>("GET", `/api/pairings/${pairing.id}`));
    return current.status === "contracted" && current;
  });
  expect(carried.history.map(({ act }) => act)).toEqual([
    "propose",
    "claim",
    "introduce",
    "negotiate",
    "accept",
    "contract",
  ]);
  const notices = await until(async () => {
    const page = await patiently(() =>
      enterprise.client.send<NotificationPage>("GET", "/api/notifications?pageSize=100"),
    );
    return page.items.some(({ kind }) => kind === "contract.registered") && page;
  });
  const told = notices.items.map(({ kind, pairing: about, contract: of }) => [kind, about?.id ?? of?.id]);
  expect(new Set(told.map(String)).size).toBe(told.length);
  expect(notices.items.map(({ seq }) => seq)).toEqual(
    notices.items.map((_, index) => notices.items.length - index),
  );
});

/** Repeats an act that a killed process cut off. A repeat of what was done after all answers 409 or the same record. */
async function patiently<Answer>(act: () => Promise<Answer>): Promise<Answer> {
  return until(async () => {
    try {
      return await act();
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      if (/answered 409/.test(message)) return {} as Answer;
      if (/answered 5\d\d|fetch failed|other side closed|ECONNRE/.test(message)) return undefined;
      throw error;
    }
  });
}

/** Ends one of the market's processes as a power cut would. */
function kill(name: "mongodb" | "meilisearch" | "embeddings" | "api" | "indexer"): void {
  const script = { api: "api/src/server.ts", indexer: "indexer/src/worker.ts" }[name as "api" | "indexer"];
  const pids = processesOf(market.dataDir).filter(({ command }) =>
    command.includes(script ?? `infra/${name}/cli.ts`),
  );
  for (const { pid } of pids) process.kill(pid, "SIGKILL");
}

/** This market's processes: those that carry its data folder in their environment or arguments. */
function processesOf(dataDir: string): { pid: number; command: string }[] {
  return readdirSync("/proc")
    .filter((entry) => /^\d+$/.test(entry))
    .flatMap((entry) => {
      try {
        const command = readFileSync(`/proc/${entry}/cmdline`, "utf8").replaceAll("\0", " ");
        const environment = readFileSync(`/proc/${entry}/environ`, "utf8");
        return command.includes(dataDir) || environment.includes(dataDir)
          ? [{ pid: Number(entry), command }]
          : [];
      } catch {
        // The process ended between the two looks.
        return [];
      }
    });
}
