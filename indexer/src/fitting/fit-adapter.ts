import { writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { type AdapterRecord, NeedAdapter, toBase64 } from "../embedding/need-adapter.ts";
import { dot } from "../embedding/vector.ts";
import { startRun } from "../evaluation/run-options.ts";
import { readSymptomPairs, type SymptomPair } from "../evaluation/symptom-pairs.ts";
import { type AdapterMatrices, type PairVectors, trainAdapter } from "./train-adapter.ts";

const PAIRS = resolve(import.meta.dirname, "../../training/symptom-method");
const ADAPTERS = resolve(import.meta.dirname, "../embedding/adapters");
const RANK = 32;
const PENALTY = 1;
const PASSES = 20;
/**
 * How much of the fitted correction is taken. Whole, it goes by the symptom alone and forgets the object that a need
 * and its result mostly share: judged sets rank best near half of it.
 */
const SHARE = 0.45;
const FOLDS = 3;

interface FieldPair extends PairVectors {
  field: string;
}

/** How a symptom finds its method among all methods and near misses. */
interface PairQuality {
  mrr: number;
  /** Of the pairs, the part whose method comes before its near miss. */
  aboveNear: number;
}

/**
 * Fits the adapter of needs to the pairs in `training/symptom-method`: `npm run fit-adapter -- [--version V] [--out
 * FILE] [--embeddings URL]`. Prints how pairs of fields that it was not fitted on are told apart, and writes it as
 * data. It is in force once `embedding/need-adapter.ts` names its file.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      version: { type: "string", default: new Date().toISOString().slice(0, 10) },
      out: { type: "string" },
      embeddings: { type: "string" },
      meili: { type: "string" },
    },
  });
  const { vectors, model } = await startRun({ ...values, data: [], padding: "0" });
  const pairs = await toFieldPairs(await readSymptomPairs(PAIRS), (texts) => vectors.embed(texts));
  const { dimensions } = vectors.model;

  const heldOut = byField(pairs, FOLDS).map(({ training, heldOut }) => ({
    before: judge(heldOut, pairs, null),
    after: judge(
      heldOut,
      pairs,
      toAdapter(trainAdapter(training, { rank: RANK, penalty: PENALTY, passes: PASSES })),
    ),
  }));
  const metrics = {
    before: meanOf(heldOut.map(({ before }) => before)),
    after: meanOf(heldOut.map(({ after }) => after)),
  };
  console.log(`pairs of fields not fitted on: ${JSON.stringify(metrics)}`);

  const matrices = trainAdapter(pairs, { rank: RANK, penalty: PENALTY, passes: PASSES });
  const path = values.out ?? resolve(ADAPTERS, `${values.version}.json`);
  const record = {
    ...toRecord(matrices, { version: values.version, model, dimensions }),
    fittedOn: new Date().toISOString().slice(0, 10),
    pairs: pairs.length,
    method: `InfoNCE both ways with near misses, rank ${RANK}, penalty ${PENALTY}, ${PASSES} passes, share ${SHARE}`,
    metrics,
  };
  await writeFile(path, `${JSON.stringify(record, null, 2)}\n`);
  console.log(`written to ${path}`);

  function toAdapter(fitted: AdapterMatrices): NeedAdapter {
    return new NeedAdapter(toRecord(fitted, { version: values.version, model, dimensions }));
  }
}

function toRecord(
  { down, up }: AdapterMatrices,
  about: Pick<AdapterRecord, "version" | "model" | "dimensions">,
): AdapterRecord {
  return {
    ...about,
    rank: down.rows,
    down: toBase64(Float32Array.from(down.to1DArray())),
    up: toBase64(Float32Array.from(up.to1DArray(), (value) => value * SHARE)),
  };
}

async function toFieldPairs(
  pairs: readonly SymptomPair[],
  embed: (texts: string[]) => Promise<Float32Array[]>,
): Promise<FieldPair[]> {
  const [symptoms, methods, nears] = [
    await embed(pairs.map(({ symptom }) => symptom)),
    await embed(pairs.map(({ method }) => method)),
    await embed(pairs.map(({ near }) => near)),
  ];
  return pairs.map(({ field = "" }, index) => ({
    field,
    symptom: symptoms[index]!,
    method: methods[index]!,
    near: nears[index]!,
  }));
}

/** Whole fields, so that what is judged is not the vocabulary that was learnt. */
function byField(pairs: readonly FieldPair[], count: number) {
  const fields = [...new Set(pairs.map(({ field }) => field))].toSorted();
  return Array.from({ length: count }, (_, fold) => {
    const isHeldOut = ({ field }: FieldPair) => fields.indexOf(field) % count === fold;
    return { training: pairs.filter((pair) => !isHeldOut(pair)), heldOut: pairs.filter(isHeldOut) };
  });
}

function judge(
  heldOut: readonly FieldPair[],
  all: readonly FieldPair[],
  adapter: NeedAdapter | null,
): PairQuality {
  const qualities = heldOut.map((pair) => {
    const need = adapter ? adapter.adaptNeed(pair.symptom) : pair.symptom;
    const own = dot(need, pair.method);
    const better = all.reduce(
      (sum, { method, near }) => sum + Number(dot(need, method) > own) + Number(dot(need, near) > own),
      0,
    );
    return { mrr: 1 / (better + 1), aboveNear: Number(own > dot(need, pair.near)) };
  });
  return meanOf(qualities);
}

function meanOf(qualities: readonly PairQuality[]): PairQuality {
  const mean = (pick: (quality: PairQuality) => number) =>
    qualities.reduce((sum, quality) => sum + pick(quality), 0) / qualities.length;
  return { mrr: mean(({ mrr }) => mrr), aboveNear: mean(({ aboveNear }) => aboveNear) };
}

await main();
