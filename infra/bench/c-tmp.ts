import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildApp } from "@market/api/app";
import { readConfig } from "@market/api/config";
import { openSession, SESSION_COOKIE } from "@market/api/session";
import { createSearch } from "@market/indexer/search";
import { contractTypes, dayOf, districts, fields } from "@market/shared";
import { connectMongo } from "@market/shared/models";
import type { FastifyInstance } from "fastify";
import { type Connection, Types } from "mongoose";
import { startChild } from "../launcher/child-process.ts";
import { type Figure, quantile, timed } from "./statistics.ts";

const SIZES = [
  { contracts: 10_000, boundMs: 300 },
  { contracts: 100_000, boundMs: 3_000 },
] as const;
const BATCH_SIZE = 2_000;
const ROUNDS = 2;
const STOP_GRACE_MS = 10_000;
const FIRST_DAY_MS = Date.UTC(2021, 0, 1);
const DAYS = 2_000;

const tables = [
  "by=month",
  "by=month,type&from=2025-01-01&to=2025-12-31",
  "by=seller,field",
  "by=district,flow&basis=absorption",
  "by=quarter,buyer&date=signed&asOf=2026-01-01T00:00:00Z",
  "by=broker&key.type=service&from=2024-01-01",
];
const drillDowns = [
  "from=2025-01-01&to=2025-12-31&key.month=2025-06",
  "key.type=service&key.field=新材料&page=3",
  "corrections=true",
];

/** Tables of turnover and the records behind them, over the embedded store; `MONGODB_URI` measures another. */
export async function benchTurnover(): Promise<Figure[]> {
  const dataDir = await mkdtemp(join(tmpdir(), "market-bench-turnover-"));
  const script = join(import.meta.dirname, "../mongodb/cli.ts");
  const server = process.env.MONGODB_URI
    ? null
    : startChild({
        name: "mongodb",
        args: ["--import", "tsx", script, "--port", "0", "--data", dataDir],
        env: process.env,
        onLine: (line) => console.log(`mongodb: ${line}`),
      });
  try {
    const uri = process.env.MONGODB_URI ?? (await server!.ready);
    const figures: Figure[] = [];
    for (const { contracts, boundMs } of SIZES) figures.push(...(await measure(uri, contracts, boundMs)));
    return figures;
  } finally {
    await server?.stop(STOP_GRACE_MS);
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function measure(serverUri: string, contracts: number, boundMs: number): Promise<Figure[]> {
  const uri = new URL(serverUri);
  uri.pathname = `/bench-turnover-${contracts}`;
  const connection = await connectMongo(uri.href);
  const config = readConfig({
    NODE_ENV: "test",
    MONGODB_URI: uri.href,
    MEILI_URL: "http://127.0.0.1:1",
    LOG_LEVEL: "silent",
    SEED: "none",
  });
  const app = await buildApp(config, { connection, search: createSearch(config) });
  try {
    await fill(connection, contracts);
    const cookie = await signIn(app);
    const ask = (path: string) => async () => {
      const t = performance.now(); const response = await app.inject({ url: `/api/statistics/${path}`, headers: { cookie } });
      console.log(contracts, path, (performance.now() - t).toFixed(0), response.payload.length); if (response.statusCode !== 200) throw new Error(`${path} answered ${response.statusCode}`);
    };
    const firstMs = await timed(ask("turnover?by=month"));
    const ping = async () => void (await connection.db!.command({ ping: 1 }));
    const samples = { ping: [] as number[], tables: [] as number[], drillDowns: [] as number[] };
    for (let round = 0; round < ROUNDS; round += 1) {
      samples.ping.push(await timed(ping));
      for (const query of tables) samples.tables.push(await timed(ask(`turnover?${query}`)));
      for (const query of drillDowns) samples.drillDowns.push(await timed(ask(`turnover/records?${query}`)));
    }
    const baseline = quantile(samples.ping, 0.5);
    const figure = (name: string, times: number[]): Figure => ({
      name: `${name} over ${contracts} contracts, p95`,
      value: quantile(times, 0.95),
      unit: "ms",
      baseline,
      ratio: quantile(times, 0.95) / baseline,
      bound: { atMost: boundMs, of: "value" },
    });
    return [
      figure("turnover tables", samples.tables),
      figure("turnover drill-downs", samples.drillDowns),
      { name: `reading the entries of ${contracts} contracts once`, value: firstMs / 1000, unit: "s" },
    ];
  } finally {
    await app.close();
    await connection.dropDatabase();
    await connection.close();
  }
}

async function signIn(app: FastifyInstance): Promise<string> {
  const official = await app.models.User.create({
    email: "official@bench.example",
    passwordHash: "not a hash: nobody signs in with it",
    name: "official",
    role: "official",
    organisationId: null,
    organisationAdmin: false,
  });
  return `${SESSION_COOKIE}=${await openSession(app.models, String(official._id), new Date())}`;
}

/** Writes contracts and their entries as the indexer would: every tenth amended, every fiftieth voided. */
async function fill(connection: Connection, contracts: number): Promise<void> {
  const entries = connection.collection("turnoverEntries");
  const records = connection.collection("contracts");
  for (let from = 0; from < contracts; from += BATCH_SIZE) {
    const batch = Array.from({ length: BATCH_SIZE }, (_, index) => contractOf(from + index));
    await records.insertMany(batch.map(({ record }) => record));
    await entries.insertMany(batch.flatMap((contract) => contract.entries));
  }
}

function contractOf(number: number) {
  const _id = new Types.ObjectId();
  const at = new Date(FIRST_DAY_MS + ((number * 7_919) % DAYS) * 86_400_000);
  const line = {
    sign: 1,
    amountFen: 1_000_000 + ((number * 104_729) % 900_000_000),
    technologyAmountFen: 900_000,
    registeredOn: dayOf(at),
    signedOn: dayOf(new Date(at.getTime() - 20 * 86_400_000)),
    type: contractTypes.entries[number % contractTypes.entries.length]!.code,
    field: fields.entries[number % fields.entries.length]!.code,
    seller: `机构${number % 400}`,
    sellerDistrict: districts.entries[number % districts.entries.length]!.code,
    sellerKind: "university",
    buyer: `企业${number % 3_000}`,
    buyerDistrict: number % 3 === 0 ? "北京市" : districts.entries[number % 7]!.code,
    buyerKind: "enterprise",
    isMarine: number % 5 === 0,
    broker: `经纪人${number % 200}`,
  };
  const entry = (index: number, kind: string, lines: object[]) => ({
    eventKey: `${_id}:${index}`,
    contractId: _id,
    kind,
    at: new Date(at.getTime() + index * 86_400_000),
    lines,
  });
  const amended = { ...line, amountFen: line.amountFen + 100 };
  return {
    record: {
      _id,
      title: `技术合同${number}`,
      registrationNumber: String(number).padStart(16, "0"),
      status: "registered",
    },
    entries: [
      entry(0, "registration", [line]),
      ...(number % 10 === 0 ? [entry(1, "amendment", [{ ...line, sign: -1 }, amended])] : []),
      ...(number % 50 === 1 ? [entry(1, "void", [{ ...line, sign: -1 }])] : []),
    ],
  };
}
console.log(await benchTurnover());
