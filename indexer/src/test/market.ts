import { randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { endOfDay } from "@market/shared";
import { connectMongo, createModels, initModels, type Models } from "@market/shared/models";
import type { Connection, Types } from "mongoose";
import pino from "pino";
import { inject } from "vitest";
import { type Indexer, type IndexerOptions, startIndexer } from "../indexer.ts";
import type { StoredDemand, StoredResult } from "../publication/stored-text.ts";

declare module "vitest" {
  interface ProvidedContext {
    mongodbUri: string;
    meiliUrl: string;
    meiliMasterKey: string;
    openaiBaseUrl: string;
  }
}

/** A market of its own on the servers all tests share: a database and index names that nobody else uses. */
export interface TestMarket {
  connection: Connection;
  models: Models;
  indexPrefix: string;
  options: Omit<IndexerOptions, "connection">;
  start(overrides?: Partial<IndexerOptions>): Promise<Indexer>;
  close(): Promise<void>;
}

export async function openTestMarket(): Promise<TestMarket> {
  const name = `indexer_${randomBytes(5).toString("hex")}`;
  const uri = new URL(inject("mongodbUri"));
  uri.pathname = `/${name}`;
  const connection = await connectMongo(uri.href);
  const models = createModels(connection);
  await initModels(models);
  const indexPrefix = `${name}_`;
  const options = {
    meiliUrl: inject("meiliUrl"),
    meiliMasterKey: inject("meiliMasterKey"),
    openaiBaseUrl: inject("openaiBaseUrl"),
    embeddingModel: "bge-small-zh-v1.5",
    indexPrefix,
    logger: pino({ level: process.env.LOG_LEVEL ?? "silent" }),
  };
  const running: Indexer[] = [];
  return {
    connection,
    models,
    indexPrefix,
    options,
    start: async (overrides) => {
      const indexer = await startIndexer({ ...options, connection, ...overrides });
      running.push(indexer);
      return indexer;
    },
    close: async () => {
      await Promise.all(running.map((indexer) => indexer.stop()));
      await connection.dropDatabase();
      await connection.close();
    },
  };
}

/** Polls until `read` gives something, or fails after a while with what was waited for. */
export async function eventually<T>(
  what: string,
  read: () => Promise<T | null | undefined | false>,
  timeoutMs = 20_000,
): Promise<T> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const value = await read();
    if (value) return value;
    if (Date.now() > deadline) throw new Error(`waited in vain for ${what}`);
    await sleep(20);
  }
}

/** Resolves once no text is due and nothing waits to be announced. */
export async function untilIdle({ models }: TestMarket): Promise<void> {
  await eventually("an idle indexer", async () => {
    const counts = await Promise.all([
      models.Demand.countDocuments({ "indexing.dueAt": { $ne: null } }),
      models.Result.countDocuments({ "indexing.dueAt": { $ne: null } }),
      models.Pairing.countDocuments({ announce: true }),
      models.Contract.countDocuments({ announce: true }),
      models.Demand.countDocuments({ announce: true }),
      models.Result.countDocuments({ announce: true }),
    ]);
    return counts.every((count) => count === 0);
  });
}

const person = { name: "王工", role: "enterprise" } as const;
let counter = 0;

export async function createOrganisation(
  { models }: TestMarket,
  overrides: Record<string, unknown> = {},
): Promise<Types.ObjectId> {
  counter += 1;
  const organisation = await models.Organisation.create({
    name: `机构 ${counter}`,
    kind: "enterprise",
    district: "崂山区",
    ...overrides,
  });
  return organisation._id;
}

export async function createPerson(
  { models }: TestMarket,
  role: "enterprise" | "institution" | "broker" | "official",
  overrides: Record<string, unknown> = {},
): Promise<Types.ObjectId> {
  counter += 1;
  const user = await models.User.create({
    email: `person${counter}@example.com`,
    passwordHash: "unused",
    name: `人员 ${counter}`,
    role,
    ...(role === "broker" && {
      broker: { verifiedAt: new Date(), fields: [], minScore: 0.3, dailyLimit: 200 },
    }),
    ...overrides,
  });
  return user._id;
}

/** Writes a published need as the api does: with the act in its history and its indexing due. */
export async function publishDemand(
  market: TestMarket,
  overrides: Record<string, unknown> = {},
): Promise<StoredDemand> {
  const at = new Date();
  const deadline = "2099-12-31";
  const organisationId = await createOrganisation(market);
  const demand = new market.models.Demand({
    title: "橡胶密封件在海水中老化快，求耐久配方",
    description: "我们生产的密封圈泡在海水里三个月就发硬开裂，希望找到能用两年的橡胶配方或表面处理办法。",
    keywords: ["密封圈", "耐海水", "橡胶老化"],
    field: "化工橡胶",
    budgetFen: 80_000_000,
    minTrl: 6,
    cooperation: ["技术开发", "技术许可"],
    deadline,
    expiresAt: endOfDay(deadline),
    ...publication(at),
    organisationId,
    ...overrides,
  });
  await demand.save();
  return demand.toObject();
}

/** Writes a published result as the api does: with the act in its history and its indexing due. */
export async function publishResult(
  market: TestMarket,
  overrides: Record<string, unknown> = {},
): Promise<StoredResult> {
  const at = new Date();
  const organisationId = await createOrganisation(market, { kind: "university" });
  const result = new market.models.Result({
    title: "氢化丁腈橡胶密封件耐海水老化改性技术",
    summary:
      "在氢化丁腈橡胶中引入改性填料，制成的密封圈在人工海水中浸泡两年后不开裂，拉伸强度保持率大于85%。",
    advantages: "拉伸强度保持率 ≥ 85%；压缩永久变形 ≤ 20%。",
    keywords: ["氢化丁腈橡胶", "耐海水", "密封圈", "橡胶老化"],
    field: "化工橡胶",
    trl: 7,
    ip: [{ type: "发明专利", status: "granted" }],
    cooperation: ["技术许可"],
    priceFen: 50_000_000,
    expiresAt: endOfDay("2099-12-31"),
    ...publication(at),
    organisationId,
    ...overrides,
  });
  await result.save();
  return result.toObject();
}

function publication(at: Date) {
  return {
    createdBy: "0123456789abcdef01234567",
    status: "published",
    visibility: "public",
    revision: 2,
    publishedAt: at,
    history: [
      { at, actor: person, act: "draft" },
      { at, actor: person, act: "publish" },
    ],
    indexing: { dueAt: at },
  };
}

/** What the api does to a published text when its people act on it. */
export async function actOnText(
  { models }: TestMarket,
  kind: "demand" | "result",
  id: Types.ObjectId,
  act: string,
  set: Record<string, unknown> = {},
): Promise<void> {
  const update = {
    $set: { ...set, "indexing.dueAt": new Date(), "indexing.attempts": 0, "indexing.lastError": null },
    $inc: { revision: 1 },
    $push: { history: { at: new Date(), actor: person, act } },
  };
  if (kind === "demand") await models.Demand.updateOne({ _id: id }, update);
  else await models.Result.updateOne({ _id: id }, update);
}
