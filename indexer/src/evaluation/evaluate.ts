import { writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { defaultBrokerWishes } from "@market/shared";
import { EmbeddingClient } from "../embedding/embedding-client.ts";
import { calibrate } from "./calibration.ts";
import { readJudgedSet } from "./judged-set.ts";
import { judgeRanking, meanQuality, type RankingQuality } from "./metrics.ts";
import { methods, rankDemands } from "./rank-demands.ts";

const SAMPLE = resolve(import.meta.dirname, "../../../infra/seed/market-sample");

type Report = Record<string, RankingQuality & { n: number }>;

/**
 * Ranks a judged set by the product's own code and by each engine alone, and prints how well each does, in all and
 * by kind of need: `npm run eval -- --data DIR [--json FILE] [--meili URL] [--embeddings URL]`.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      data: { type: "string" },
      json: { type: "string" },
      meili: { type: "string" },
      embeddings: { type: "string" },
    },
  });
  const { env } = process;
  const meiliUrl = values.meili ?? env.MEILI_URL;
  const openaiBaseUrl = values.embeddings ?? env.OPENAI_BASE_URL;
  if (!meiliUrl) throw new Error("--meili or MEILI_URL must name a Meilisearch");
  if (!openaiBaseUrl) throw new Error("--embeddings or OPENAI_BASE_URL must name an embedding service");

  const set = await readJudgedSet(values.data ?? SAMPLE);
  const embeddings = new EmbeddingClient({
    openaiBaseUrl,
    openaiApiKey: env.OPENAI_API_KEY,
    embeddingModel: env.EMBEDDING_MODEL || "bge-small-zh-v1.5",
  });
  const ranked = await rankDemands(set, { meiliUrl, meiliMasterKey: env.MEILI_MASTER_KEY }, embeddings);

  const report = Object.fromEntries(
    methods.map((method) => {
      const byKind = new Map<string, RankingQuality[]>([["all", []]]);
      for (const { demand, rankings } of ranked) {
        const quality = judgeRanking(rankings[method], set.grades.get(demand.id) ?? new Map());
        byKind.get("all")!.push(quality);
        byKind.set(demand.kind, [...(byKind.get(demand.kind) ?? []), quality]);
      }
      return [method, Object.fromEntries([...byKind].map(([kind, list]) => [kind, meanQuality(list)]))];
    }),
  ) as Record<string, Report>;
  const calibration = calibrate(ranked, set, defaultBrokerWishes.minScore);

  print(report);
  console.log(
    `\nscore ≥ ${calibration.threshold}: precision ${calibration.precision.toFixed(3)}, recall ` +
      `${calibration.recall.toFixed(3)}; expected calibration error ` +
      calibration.expectedCalibrationError.toFixed(3),
  );
  if (values.json) {
    await writeFile(values.json, JSON.stringify({ methods: report, calibration }, null, 2));
  }
}

function print(report: Record<string, Report>): void {
  for (const kind of Object.keys(Object.values(report)[0]!)) {
    const { n } = Object.values(report)[0]![kind]!;
    console.log(`\n${kind} (${n} needs)`.padEnd(28), "nDCG@10  recall@10  MRR@10");
    for (const [method, kinds] of Object.entries(report)) {
      const { ndcg10, recall10, mrr10 } = kinds[kind]!;
      console.log(
        `  ${method}`.padEnd(26),
        [ndcg10, recall10, mrr10].map((value) => value.toFixed(3).padEnd(9)).join(" "),
      );
    }
  }
}

await main();
