import { existsSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { withJudgedMarket } from "../evaluation/judged-market.ts";
import type { JudgedSet } from "../evaluation/judged-set.ts";
import { type RankedText, rankResults } from "../evaluation/rank-texts.ts";
import { runOptions, startRun } from "../evaluation/run-options.ts";
import { keywordWeights, passageWeights } from "../pairing/weights.ts";
import { crossValidate, type FittedMethod, toTrainingNeed } from "./cross-validate.ts";
import { printFitFigures, toFitFigures } from "./fit-figures.ts";
import { fitWeightSet } from "./fit-weight-set.ts";

const WEIGHTS = resolve(import.meta.dirname, "../pairing/weights");
const FOLDS = "6";

/** What is fitted: the name of the file, how its pairs are found and scored, and the weights that stand. */
const fitted = [
  { name: "keywords", method: "oursByKeywords", standing: keywordWeights },
  { name: "passages", method: "ours", standing: passageWeights },
] as const satisfies readonly { name: string; method: FittedMethod; standing: object }[];

/**
 * Fits the weights of the score to judged sets: `npm run fit -- [--data DIR]… [--padding N|DIR] [--folds K]
 * [--version V] [--out DIR] [--meili URL] [--embeddings URL]`. Prints how they rank needs they were not fitted on,
 * beside the weights that stand, and writes them as data. They rank nothing before `pairing/weights.ts` names their
 * files.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      ...runOptions,
      folds: { type: "string", default: FOLDS },
      version: { type: "string", default: new Date().toISOString().slice(0, 10) },
      out: { type: "string", default: WEIGHTS },
    },
  });
  const pathOf = (name: string) => join(values.out, `${values.version}-${name}.json`);
  for (const { name } of fitted) {
    // What pairings were scored with stays readable.
    if (existsSync(pathOf(name))) throw new Error(`${pathOf(name)} exists: give another --version`);
  }
  const { sets, padding, meilisearch, vectors } = await startRun(values);
  const needs: RankedText[] = [];
  for (const set of sets) {
    needs.push(...(await withJudgedMarket(set, padding, meilisearch, vectors, rankResults)));
  }

  for (const { name, method, standing } of fitted) {
    const base = { ...standing, version: `${values.version}/${name}` };
    const heldOut = crossValidate(needs, method, base, Number(values.folds));
    const { weightSet, penalty } = fitWeightSet(
      needs.map((need) => toTrainingNeed(need, method)),
      base,
    );
    const figures = toFitFigures(heldOut, method);
    console.log(printFitFigures(weightSet, penalty, standing, figures));
    const { version, weights, midpoint, spread } = weightSet;
    const record = {
      version,
      fittedOn: new Date().toISOString().slice(0, 10),
      weights,
      midpoint,
      spread,
      data: sets.map(describeSet),
      padding: padding.length,
      method: `logistic regression, penalty ${penalty}, weights not below zero`,
      metrics: figures,
    };
    await writeFile(pathOf(name), `${JSON.stringify(record, null, 2)}\n`);
    console.log(`written to ${pathOf(name)}\n`);
  }
}

function describeSet({ name, sha256, demands, results, ofDemand }: JudgedSet) {
  const judgements = [...ofDemand.values()].reduce((sum, grades) => sum + grades.size, 0);
  return { name, sha256, needs: demands.length, results: results.length, judgements };
}

await main();
