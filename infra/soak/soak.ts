import { parseArgs } from "node:util";
import { soakMeilisearch } from "./meilisearch/soak-meilisearch.ts";
import { soakMongodb } from "./mongodb/soak-mongodb.ts";

const SOAKS = { mongodb: soakMongodb, meilisearch: soakMeilisearch };
type SoakName = keyof typeof SOAKS;

/** `npm run soak -- [--only NAME] [--kills 100] [--seed N]`: kills embedded servers under load and compares. */
const { values } = parseArgs({
  options: {
    only: { type: "string", multiple: true },
    kills: { type: "string", default: "100" },
    seed: { type: "string", default: String(Date.now() % 2 ** 32) },
  },
  strict: true,
});
const kills = Number(values.kills);
const seed = Number(values.seed);
if (!Number.isInteger(kills) || kills < 1) throw new Error("--kills takes a whole number from 1");
if (!Number.isInteger(seed)) throw new Error("--seed takes a whole number");

for (const name of values.only ?? Object.keys(SOAKS)) {
  if (!(name in SOAKS)) throw new Error(`--only takes ${Object.keys(SOAKS).join(", ")}; got "${name}"`);
  console.log(`› ${name}, seed ${seed} …`);
  const report = await SOAKS[name as SoakName]({ kills, seed }, (soFar) =>
    console.log(JSON.stringify(soFar)),
  );
  console.log(`${name}: nothing lost, nothing torn: ${JSON.stringify(report)}`);
}
