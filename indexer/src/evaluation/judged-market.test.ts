import { mkdtemp, readdir, rm, truncate } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { EmbeddingClient } from "../embedding/embedding-client.ts";
import { createMeilisearchClient } from "../indexes/meilisearch-client.ts";
import { withJudgedMarket } from "./judged-market.ts";
import { toJudgedResult, toJudgedSet } from "./judged-set.ts";
import { KeptVectors } from "./kept-vectors.ts";
import { printReport } from "./print-report.ts";
import { byScore, rankDemands, rankResults } from "./rank-texts.ts";
import { toReport } from "./report.ts";

/** Only what every set must know; the second need was never judged. */
const set = toJudgedSet({
  name: "sparse",
  sha256: "",
  demands: [
    {
      id: "D1",
      title: "海水里的密封圈用半年就开裂",
      description: "泵上的橡胶圈泡在海水里，半年就硬了、裂了。",
    },
    { id: "D2", title: "食堂排队太久", description: "中午打饭要排四十分钟。", kind: "plain" },
  ],
  results: [
    { id: "R1", title: "耐海水老化的氢化丁腈橡胶密封件", summary: "浸泡海水三年后硬度变化小于5度。" },
    { id: "R2", title: "小麦抗倒伏品种", summary: "亩产提高一成。", trl: 9, field: "种业农业" },
  ],
  judgements: [
    { demand: "D1", result: "R1", grade: 3 },
    { demand: "D2", result: "R2", grade: 0 },
  ],
});

describe("a judged market", () => {
  let directory: string;
  let client: EmbeddingClient;
  let vectors: KeptVectors;
  const meilisearch = createMeilisearchClient({
    meiliUrl: inject("meiliUrl"),
    meiliMasterKey: inject("meiliMasterKey"),
  });

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), "market-judged-"));
    client = new EmbeddingClient({
      openaiBaseUrl: inject("openaiBaseUrl"),
      embeddingModel: "bge-small-zh-v1.5",
    });
    vectors = await KeptVectors.open(client, directory);
  });
  afterAll(() => rm(directory, { recursive: true, force: true }));

  it("is ranked both ways by every method, whatever its set does not know", async () => {
    const padding = [toJudgedResult({ id: "padding-1", title: "钢轨探伤车" })];
    const { needs, results } = await withJudgedMarket(set, padding, meilisearch, vectors, async (market) => ({
      needs: await rankResults(market),
      results: await rankDemands(market),
    }));
    expect(needs.map(({ id, kind }) => ({ id, kind }))).toEqual([{ id: "D1", kind: null }]);
    expect(results.map(({ id }) => id)).toEqual(["R1"]);
    expect(byScore(needs[0]!.proposals.ours)).toEqual(expect.arrayContaining(["R1", "R2", "padding-1"]));
    expect(byScore(needs[0]!.proposals.ours)[0]).toBe("R1");
    expect(needs[0]!.baselines.vectors[0]).toBe("R1");
    expect(byScore(results[0]!.proposals.ours)[0]).toBe("D1");

    const unknown = needs[0]!.proposals.ours.scores.get("R1")!;
    expect(unknown.evidence.against).toEqual([]);

    const report = toReport(needs, results, 0.5);
    expect(report.methods.ours).toEqual({ all: expect.objectContaining({ n: 1, ndcg10: 1, mrr10: 1 }) });
    expect(report.reverse.methods.ours!.all).toMatchObject({ n: 1, ndcg10: 1 });
    expect(report.candidates.all).toMatchObject({ size: 3, recall: 1, recall50: 1 });
    expect(printReport("sparse", report)).toContain("all (1 needs)");
  });

  it("leaves no index behind, not even where the work failed", async () => {
    const failing = withJudgedMarket(set, [], meilisearch, vectors, () =>
      Promise.reject(new Error("broken off")),
    );
    await expect(failing).rejects.toThrow("broken off");
    await expect.poll(ownIndexes).toEqual([]);
  });

  it("asks the model for no text twice, and forgives a file that was broken off", async () => {
    const texts = ["潮汐发电", "海带养殖"];
    const before = await vectors.embed(texts);
    const [file] = await readdir(directory);
    const reopened = await KeptVectors.open(client, directory);
    expect(await reopened.embed(texts)).toEqual(before);
    await truncate(join(directory, file!), 100);
    const cut = await KeptVectors.open(client, directory);
    expect((await cut.embed(texts)).map(({ length }) => length)).toEqual([512, 512]);
  });

  async function ownIndexes(): Promise<string[]> {
    const { results } = await meilisearch.getRawIndexes({ limit: 1_000 });
    return results.map(({ uid }) => uid).filter((uid) => uid.startsWith(`evaluation_${process.pid}_`));
  }
});
