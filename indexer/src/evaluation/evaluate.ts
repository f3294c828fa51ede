import { writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { defaultBrokerWishes } from "@market/shared";
import { crossValidate } from "../fitting/cross-validate.ts";
import { passageWeights } from "../pairing/weights.ts";
import { withJudgedMarket } from "./judged-market.ts";
import { printReport } from "./print-report.ts";
import { type RankedText, rankDemands, rankResults } from "./rank-texts.ts";
import { toReport } from "./report.ts";
import { runOptions, startRun } from "./run-options.ts";

/**
 * Ranks judged sets by the product's own code and by each engine alone, and prints how well each does, in all and by
 * kind of need: `npm run eval -- [--data DIR]… [--padding N|DIR] [--folds K] [--json FILE] [--meili URL]
 * [--embeddings URL]`. Several sets are reported one by one and all together, each need against its own set.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      ...runOptions,
      folds: { type: "string" },
      json: { type: "string" },
    },
  });
  const { sets, padding, meilisearch, vectors } = await startRun(values);

  const ranked: { name: string; sha256: string; needs: RankedText[]; results: RankedText[] }[] = [];
  for (const set of sets) {
    const { name, sha256 } = set;
    const rankings = await withJudgedMarket(set, padding, meilisearch, vectors, async (market) => ({
      needs: await rankResults(market),
      results: await rankDemands(market),
    }));
    ranked.push({ name, sha256, ...rankings });
  }
  if (values.folds !== undefined) {
    const needs = ranked.flatMap((set) => set.needs);
    for (const { need, proposals } of crossValidate(needs, "ours", passageWeights, Number(values.folds))) {
      need.proposals.oursCrossValidated = proposals;
    }
  }

  const report = (parts: typeof ranked) =>
    toReport(
      parts.flatMap(({ needs }) => needs),
      parts.flatMap(({ results }) => results),
      defaultBrokerWishes.minScore,
    );
  const reports = ranked.map((part) => ({ name: part.name, sha256: part.sha256, ...report([part]) }));
  const all = report(ranked);
  const padded = padding.length > 0 ? `, padded by ${padding.length} results` : "";
  for (const part of reports) console.log(printReport(`${part.name}${padded}`, part));
  if (reports.length > 1) console.log(printReport(`all ${reports.length} sets${padded}`, all));
  if (values.json) {
    const written = { ...all, sets: reports, padding: padding.length, weights: passageWeights.version };
    await writeFile(values.json, `${JSON.stringify(written, null, 2)}\n`);
  }
}

await main();
