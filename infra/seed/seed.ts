import { parseArgs } from "node:util";
import { buildApp } from "@market/api/app";
import { type Config, readConfig } from "@market/api/config";
import { DEMO_PASSWORD } from "@market/api/demo-accounts";
import { ensureFirstAdmin } from "@market/api/first-admin";
import { createSearch } from "@market/indexer/search";
import { connectMongo, createModels, initModels, type Models } from "@market/shared/models";
import { seedHistory } from "./contract-history.ts";
import { seedDeals, seedPendingContracts } from "./deals.ts";
import { findOrganisationIds, SamplePeople, seedPeople } from "./people.ts";
import { seedTexts } from "./texts.ts";

/**
 * Brings the sample market in through the product's own routes, in this process. In two parts, since the second needs
 * a running indexer: `market` posts people, texts and past contracts; `deals` waits for the pairings and brokers some
 * of them. Each act carries a key or a state that makes it harmless to repeat, so a run that was cut off goes on where
 * it was. A store that somebody else has begun to fill is left alone.
 */
type Part = "market" | "deals";
const PARTS: readonly Part[] = ["market", "deals"];

const { values } = parseArgs({ options: { part: { type: "string" } }, strict: true });
const wanted = values.part === undefined ? PARTS : PARTS.filter((part) => part === values.part);
if (wanted.length === 0) throw new Error(`--part takes ${PARTS.join(" or ")}`);

const report = (line: string) => console.log(line);
const config = readConfig({ ...process.env, LOG_LEVEL: "silent" });
if (!config.hasDemoAccounts)
  throw new Error("SEED must be sample, and NODE_ENV not production, to load the sample");

const connection = await connectMongo(config.mongodbUri);
const models = createModels(connection);
await initModels(models);
const app = await buildApp(config, { connection, search: createSearch(searchOptionsOf(config)) });
try {
  await app.ready();
  if (await beginSeeding(models)) await seed();
} finally {
  await app.close();
  await connection.close();
}

async function seed(): Promise<void> {
  await ensureFirstAdmin(models, { email: "admin@demo.example", password: DEMO_PASSWORD });
  const people = new SamplePeople(app);
  if (wanted.includes("market")) await seedPeople(app, people, report);
  const organisationIds = await findOrganisationIds(people);
  const texts = await seedTexts(people, report);
  if (wanted.includes("market")) {
    await seedHistory(people, report);
    await seedPendingContracts({ people, organisationIds, report });
    await finishPart("market");
  }
  if (wanted.includes("deals")) {
    await seedDeals({ people, organisationIds, ...texts, report });
    await finishPart("deals");
  }
}

/** Whether there is anything to do: the store is empty, or an earlier run has begun and not ended. */
async function beginSeeding(models: Models): Promise<boolean> {
  const kept = await models.Lease.findById("seed").lean();
  if (kept === null) {
    if ((await models.User.exists({ role: { $ne: "admin" } })) !== null) return false;
    await models.Lease.create({ _id: "seed", until: new Date(), version: 0 });
    return true;
  }
  return wanted.some((part) => kept.version < PARTS.indexOf(part) + 1);
}

async function finishPart(part: Part): Promise<void> {
  await models.Lease.updateOne({ _id: "seed" }, { $max: { version: PARTS.indexOf(part) + 1 } });
}

function searchOptionsOf({ meiliUrl, meiliMasterKey, openaiBaseUrl, openaiApiKey, embeddingModel }: Config) {
  return { meiliUrl, meiliMasterKey, openaiBaseUrl, openaiApiKey, embeddingModel };
}
