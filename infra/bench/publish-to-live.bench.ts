import { demandWords, passagesOf } from "@market/indexer/embedding-text";
import { EMBEDDER } from "@market/indexer/index-names";
import type { CreateDemand, Demand, LiveServerMessage } from "@market/shared";
import { Meilisearch } from "meilisearch";
import OpenAI from "openai";
import WebSocket from "ws";
import { type SampleDemand, sampleDemands } from "../seed/market-sample.ts";
import { Client } from "../test/client.ts";
import type { RunningMarket } from "../test/running-market.ts";
import { type Figure, quantile, timed } from "./statistics.ts";

const ROUNDS = 40;
const ALONE_INDEX = "bench-alone";
const TASK_POLL_MS = 5;
const HEARD_WITHIN_MS = 15_000;

/**
 * From the request that publishes a need to the broker's notification on an open socket, beside what nobody can do
 * without: the same passages embedded, one document task, two searches. The two take turns, so that a noisy moment
 * hits both.
 */
export async function benchPublishToLive(market: RunningMarket, password: string): Promise<Figure[]> {
  const enterprise = await Client.signIn(market.url, "enterprise@demo.example", password);
  const broker = await Client.signIn(market.url, "broker@demo.example", password);
  // What is measured is the way, not the judgement: this broker hears of every pairing.
  await broker.send("PATCH", "/api/brokers/me", { minScore: 0, dailyLimit: 1000 });
  const live = await LiveSocket.open(market.url, broker.cookie);
  const alone = await AloneWork.prepare(market);
  const product: number[] = [];
  const baseline: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const sample = sampleDemands[round % sampleDemands.length]!;
    baseline.push(await timed(() => alone.run(variantOf(sample, `甲${round}`), round)));
    const draft = await enterprise.send<Demand>("POST", "/api/demands", variantOf(sample, `乙${round}`));
    product.push(
      await timed(async () => {
        const heard = live.waitForDemand(draft.id);
        await enterprise.send("POST", `/api/demands/${draft.id}/publish`, {});
        await heard;
      }),
    );
    await enterprise.send("POST", `/api/demands/${draft.id}/withdraw`, {});
  }
  live.close();
  return [0.5, 0.95].map((share) => {
    const value = quantile(product, share);
    const base = quantile(baseline, share);
    return {
      name: `publish to live notification, p${share * 100}`,
      value,
      unit: "ms",
      baseline: base,
      ratio: value / base,
      bound: { atMost: share === 0.5 ? 1.5 : 2.5, of: "ratio" },
    };
  });
}

/** The sample's text with a mark in every sentence, so that no vector of it is kept from before. */
function variantOf(sample: SampleDemand, mark: string): CreateDemand {
  return {
    title: `${sample.title}（${mark}）`,
    description: sample.description.replaceAll(/[。；]/g, (end) => `（${mark}）${end}`),
    keywords: sample.keywords,
    field: sample.field,
    budgetFen: sample.budgetFen,
    minTrl: sample.minTrl,
    cooperation: sample.cooperation,
    deadline: "2099-12-31",
    visibility: "public",
  };
}

/** The same work by the servers' own clients, without the product. */
class AloneWork {
  private constructor(
    private readonly meilisearch: Meilisearch,
    private readonly openai: OpenAI,
  ) {}

  static async prepare(market: RunningMarket): Promise<AloneWork> {
    const meilisearch = new Meilisearch({ host: market.meili.url, apiKey: market.meili.masterKey });
    const openai = new OpenAI({ baseURL: market.openaiBaseUrl, apiKey: "unused" });
    await meilisearch.createIndex(ALONE_INDEX, { primaryKey: "id" }).waitTask();
    const settings = await meilisearch.index("demands").getSettings();
    await meilisearch.index(ALONE_INDEX).updateSettings(settings).waitTask();
    return new AloneWork(meilisearch, openai);
  }

  async run(demand: CreateDemand, round: number): Promise<void> {
    const { data } = await this.openai.embeddings.create({
      model: "bge-small-zh-v1.5",
      input: passagesOf(demandWords(demand)),
    });
    const vectors = data.map(({ embedding }) => embedding);
    await this.meilisearch
      .index(ALONE_INDEX)
      .addDocuments([
        {
          ...demand,
          id: `alone-${round}`,
          _vectors: { [EMBEDDER]: { embeddings: vectors, regenerate: false } },
        },
      ])
      .waitTask({ interval: TASK_POLL_MS });
    const results = this.meilisearch.index("results");
    await results.search(demand.title, { limit: 50, matchingStrategy: "frequency" });
    await results.search("", {
      limit: 50,
      vector: vectors[0],
      hybrid: { embedder: EMBEDDER, semanticRatio: 1 },
    });
  }
}

/** A broker's open page. */
class LiveSocket {
  readonly #waiting = new Map<string, () => void>();

  private constructor(private readonly socket: WebSocket) {
    socket.on("message", (data) => {
      const message = JSON.parse(String(data)) as LiveServerMessage;
      if (message.type !== "notification") return;
      const demandId = message.notification.pairing?.demand.id;
      if (demandId !== undefined) this.#waiting.get(demandId)?.();
    });
  }

  static async open(url: string, cookie: string): Promise<LiveSocket> {
    const socket = new WebSocket(`${url.replace("http", "ws")}/api/live`, {
      headers: { cookie, origin: url },
    });
    const live = new LiveSocket(socket);
    await new Promise<void>((resolve, reject) => {
      socket.once("error", reject);
      socket.once("message", () => resolve());
    });
    return live;
  }

  /** Resolves with the first notification about a need; rejects when none comes. */
  waitForDemand(demandId: string): Promise<void> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(
        () => reject(new Error(`no notification of need ${demandId} within ${HEARD_WITHIN_MS} ms`)),
        HEARD_WITHIN_MS,
      );
      this.#waiting.set(demandId, () => {
        clearTimeout(timer);
        resolve();
      });
    });
  }

  close(): void {
    this.socket.close();
  }
}
