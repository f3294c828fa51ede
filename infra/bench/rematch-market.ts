import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { demandWords, passagesOf, resultWords, type Words } from "@market/indexer/embedding-text";
import { EMBEDDER, indexNameOf } from "@market/indexer/index-names";
import { endOfDay, type Field } from "@market/shared";
import type { Models } from "@market/shared/models";
import type { Meilisearch } from "meilisearch";
import { Types } from "mongoose";
import { cheapVectorOf } from "./cheap-embeddings.ts";

const PAIRS = resolve(import.meta.dirname, "../../indexer/training/symptom-method");
const BATCH_SIZE = 250;
const DEADLINE = "2099-12-31";
const TASK_TIMEOUT_MS = 300_000;

/** Vectors as the indexer writes them: six decimals are all that a unit vector's float32 holds. */
const VECTOR_SCALE = 1e6;

interface SymptomPair {
  field: Field;
  symptom: string;
  method: string;
  near: string;
}

export interface MarketSize {
  demands: number;
  results: number;
}

const enterpriseId = new Types.ObjectId();
const universityIds = Array.from({ length: 40 }, () => new Types.ObjectId());

type DemandInput = ReturnType<typeof toDemand>;

/** Needs and results made of the training pairs; more results than pairs are two methods of a field put together. */
export async function readMarketTexts({ demands, results }: MarketSize) {
  const names = (await readdir(PAIRS)).filter((name) => name.endsWith(".jsonl")).toSorted();
  const files = await Promise.all(names.map((name) => readFile(join(PAIRS, name), "utf8")));
  const pairs = files.flatMap((file) =>
    file
      .split("\n")
      .filter((line) => line !== "")
      .map((line) => JSON.parse(line) as SymptomPair),
  );
  const at = <T>(items: readonly T[], index: number) => items[index % items.length]!;
  return {
    demands: Array.from({ length: demands }, (_, index) => toDemand(at(pairs, index * 7), index)),
    results: Array.from({ length: results }, (_, index) =>
      toResult(at(pairs, index), at(pairs, index + 1 + Math.floor(index / pairs.length)), index),
    ),
  };
}

/** Says what is wanted in the words of those who have it, so that there are pairings to write. */
function toDemand({ field, symptom, method }: SymptomPair, index: number) {
  return {
    ...publication(field, enterpriseId),
    title: `${method.slice(0, 24)}（${index + 1}）`,
    description: `${method}${symptom}`,
    budgetFen: 80_000_000,
    minTrl: 5 + (index % 3),
    deadline: DEADLINE,
  };
}

function toResult({ field, method }: SymptomPair, other: SymptomPair, index: number) {
  return {
    ...publication(field, universityIds[index % universityIds.length]!),
    title: `${method.slice(0, 24)}（${index + 1}）`,
    summary: method,
    advantages: index % 2 === 0 ? other.near : other.method,
    trl: 3 + (index % 7),
    ip: [],
    priceFen: 50_000_000,
  };
}

function publication(field: Field, organisationId: Types.ObjectId) {
  const at = new Date();
  return {
    _id: new Types.ObjectId(),
    organisationId,
    createdBy: new Types.ObjectId(),
    status: "published" as const,
    visibility: "public" as const,
    revision: 2,
    publishedAt: at,
    expiresAt: endOfDay(DEADLINE),
    field,
    keywords: [] as string[],
    cooperation: ["技术开发" as const],
    history: [],
    indexing: { dueAt: null as Date | null, indexedRevision: 2 },
  };
}

/** Publishes a need as the api does: its indexing is due. */
export async function publish(models: Models, demand: DemandInput): Promise<void> {
  await models.Demand.create({ ...demand, indexing: { dueAt: new Date() } });
}

/**
 * Writes a market straight into store and index, as the indexer would have left it: publishing ten thousand texts
 * one by one would take the bench an hour.
 */
export async function fillMarket(
  models: Models,
  meilisearch: Meilisearch,
  texts: Awaited<ReturnType<typeof readMarketTexts>>,
  modelIdentity: string,
): Promise<void> {
  const demandWordsOf = (demand: DemandInput) => demandWords(demand);
  await keepVectors(
    models,
    [...texts.demands.map(demandWordsOf), ...texts.results.map(resultWords)],
    modelIdentity,
  );
  await models.Organisation.insertMany(
    [enterpriseId, ...universityIds].map((_id, index) => ({
      _id,
      name: `机构${index}`,
      kind: index === 0 ? ("enterprise" as const) : ("university" as const),
      district: "崂山区" as const,
    })),
  );
  for (const batch of batchesOf(texts.demands)) await models.Demand.insertMany(batch);
  for (const batch of batchesOf(texts.results)) await models.Result.insertMany(batch);
  const index = meilisearch.index(indexNameOf("result"));
  for (const batch of batchesOf(texts.results)) {
    const documents = batch.map((result) => ({
      id: result._id.toString(),
      revision: result.revision,
      vectorModel: modelIdentity,
      organisationId: result.organisationId.toString(),
      field: result.field,
      cooperation: result.cooperation,
      visibility: result.visibility,
      expiresAt: Math.floor(result.expiresAt.getTime() / 1000),
      title: result.title,
      keywords: result.keywords,
      summary: result.summary,
      advantages: result.advantages,
      trl: result.trl,
      selected: false,
      _vectors: {
        [EMBEDDER]: {
          embeddings: passagesOf(resultWords(result)).map((passage) =>
            Array.from(cheapVectorOf(passage), (value) => Math.round(value * VECTOR_SCALE) / VECTOR_SCALE),
          ),
          regenerate: false,
        },
      },
    }));
    const task = await index.addDocuments(documents).waitTask({ timeout: TASK_TIMEOUT_MS, interval: 20 });
    if (task.status !== "succeeded")
      throw new Error(`filling the index ${task.status}: ${task.error?.message}`);
  }
}

async function keepVectors(models: Models, texts: readonly Words[], modelIdentity: string): Promise<void> {
  const passages = [...new Set(texts.flatMap(passagesOf))];
  for (const batch of batchesOf(passages)) {
    await models.KeptVector.insertMany(
      batch.map((passage) => ({
        // As the indexer looks them up.
        _id: createHash("sha256").update(`${modelIdentity}\n${passage}`).digest("hex"),
        vector: Buffer.from(cheapVectorOf(passage).buffer),
      })),
    );
  }
}

function batchesOf<T>(items: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(items.length / BATCH_SIZE) }, (_, batch) =>
    items.slice(batch * BATCH_SIZE, (batch + 1) * BATCH_SIZE),
  );
}
