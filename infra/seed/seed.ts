import { parseArgs } from "node:util";
import { readConfig } from "@market/api/config";
import { connectMongo, createModels, initModels } from "@market/shared/models";
import { beginSeeding, finishPart, seedParts } from "./seed-progress.ts";

/**
 * Brings the sample market in. In two parts, since the second needs a running indexer: `market` posts people, texts
 * and past contracts; `deals` waits for the pairings and brokers some of them. Each act carries a key or a state that
 * makes it harmless to repeat, so a run that was cut off goes on where it was.
 */
const { values } = parseArgs({ options: { part: { type: "string" } }, strict: true });
const wanted = values.part === undefined ? seedParts : seedParts.filter((part) => part === values.part);
if (wanted.length === 0) throw new Error(`--part takes ${seedParts.join(" or ")}`);

const config = readConfig({ ...process.env, LOG_LEVEL: "silent" });
if (!config.hasDemoAccounts) {
  throw new Error("SEED must be sample, and NODE_ENV not production, to load the sample");
}
const connection = await connectMongo(config.mongodbUri);
try {
  const models = createModels(connection);
  await initModels(models);
  const parts = await beginSeeding(models, wanted);
  if (parts.length > 0) {
    // Loaded only where there is something to do: every start of the market looks, and most find nothing.
    const { seedSampleMarket } = await import("./sample-market.ts");
    const report = (line: string) => console.log(line);
    await seedSampleMarket({ config, connection, models, report }, parts, (part) => finishPart(models, part));
  }
} finally {
  await connection.close();
}
