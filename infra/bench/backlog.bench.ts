import { passagesOf, resultWords } from "@market/indexer/embedding-text";
import type { CreateResult, Result, WorkOverview } from "@market/shared";
import OpenAI from "openai";
import { sampleResults } from "../seed/market-sample.ts";
import { Client } from "../test/client.ts";
import type { RunningMarket } from "../test/running-market.ts";
import { waitUntilIdle } from "./idle.ts";
import { type Figure, timed } from "./statistics.ts";

const TEXTS = 500;
/** Texts for the model alone: enough to fill it, few enough not to double the bench. */
const TEXTS_ALONE = 200;
const REQUESTS_IN_FLIGHT = 4;

/**
 * How fast a backlog of results is embedded, indexed and matched, beside the embedding server alone on texts of the
 * same kind. The indexer works at the front of the queue all the while the drafts are published.
 */
export async function benchBacklog(market: RunningMarket, password: string): Promise<Figure[]> {
  const aloneMs = await timed(() => embedAlone(market));
  const institution = await Client.signIn(market.url, "institution@demo.example", password);
  const admin = await Client.signIn(market.url, "admin@demo.example", password);
  const drafts: string[] = [];
  for (let number = 0; number < TEXTS; number += 1) {
    drafts.push((await institution.send<Result>("POST", "/api/results", variantOf(number, "积压"))).id);
  }
  const productMs = await timed(async () => {
    for (const id of drafts) await institution.send("POST", `/api/results/${id}/publish`, {});
    await waitUntilIdle(() => admin.send<WorkOverview>("GET", "/api/admin/work"));
  });
  const value = TEXTS / (productMs / 1000);
  const baseline = TEXTS_ALONE / (aloneMs / 1000);
  return [
    {
      name: `indexing a backlog of ${TEXTS} results`,
      value,
      unit: "texts/s",
      baseline,
      ratio: value / baseline,
      bound: { atLeast: 0.8, of: "ratio" },
    },
  ];
}

async function embedAlone(market: RunningMarket): Promise<void> {
  const openai = new OpenAI({ baseURL: market.openaiBaseUrl, apiKey: "unused" });
  let next = 0;
  const lane = async () => {
    while (next < TEXTS_ALONE) {
      const number = next;
      next += 1;
      const input = passagesOf(resultWords(variantOf(number, "单独")));
      await openai.embeddings.create({ model: "bge-small-zh-v1.5", input });
    }
  };
  await Promise.all(Array.from({ length: REQUESTS_IN_FLIGHT }, lane));
}

function variantOf(number: number, mark: string): CreateResult {
  const { id, institution, ip, ...text } = sampleResults[number % sampleResults.length]!;
  const marked = (words: string) => words.replaceAll(/[。；]/g, (end) => `（${mark}${number}）${end}`);
  return {
    ...text,
    ip: ip as CreateResult["ip"],
    title: `${text.title}（${mark}${number}）`,
    summary: marked(text.summary),
    advantages: marked(text.advantages),
    visibility: "public",
  };
}
