import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Meilisearch, type SearchParams } from "meilisearch";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { EmbeddedServer } from "../../embedded-cli.ts";
import { startMeilisearch } from "../server.ts";

interface Paper {
  id: string;
  title: string;
  text?: string;
  year?: number | null;
  topic?: string;
}

let dataDir: string;
let server: EmbeddedServer;
let client: Meilisearch;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "meilisearch-"));
  server = await startMeilisearch({ port: 0, dataDir });
  client = new Meilisearch({ host: server.url });
});

afterAll(async () => {
  await server.close();
  await rm(dataDir, { recursive: true });
});

let indexCount = 0;

/** The ids a search finds in an index of its own. */
async function find(papers: Paper[], q: string, parameters: SearchParams = {}): Promise<string[]> {
  const index = client.index<Paper>(`papers-${indexCount++}`);
  await index
    .updateSettings({
      searchableAttributes: ["title", "text"],
      filterableAttributes: ["year", "topic"],
      sortableAttributes: ["year"],
    })
    .waitTask();
  await index.addDocuments(papers, { primaryKey: "id" }).waitTask();
  const { hits } = await index.search(q, parameters);
  return hits.map(({ id }) => id);
}

describe("ranking", () => {
  test("a document with more of the words comes first", async () => {
    const papers = [
      { id: "one", title: "海水" },
      { id: "both", title: "海水 淡化" },
    ];
    expect(await find(papers, "海水淡化")).toEqual(["both", "one"]);
  });

  test("words side by side come before words apart", async () => {
    const papers = [
      { id: "apart", title: "防腐 船舶 平台 海洋 涂料" },
      { id: "near", title: "船舶 平台 海洋 防腐 涂料" },
    ];
    expect(await find(papers, "防腐涂料")).toEqual(["near", "apart"]);
  });

  test("the title counts before the text", async () => {
    const papers = [
      { id: "text", title: "轴承", text: "石墨烯" },
      { id: "title", title: "石墨烯", text: "轴承" },
    ];
    expect(await find(papers, "石墨烯")).toEqual(["title", "text"]);
  });

  test("a word without a typo comes before one with a typo, and a short word has none", async () => {
    const papers = [
      { id: "typo", title: "polimer" },
      { id: "exact", title: "polymer" },
    ];
    expect(await find(papers, "polymer film")).toEqual(["exact", "typo"]);
    expect(await find([{ id: "a", title: "tc5" }], "tc4 x")).toEqual([]);
  });

  test("a field that is the query comes before one that begins with it", async () => {
    const papers = [
      { id: "longer", title: "膜 改性" },
      { id: "exact", title: "膜" },
    ];
    expect(await find(papers, "膜")).toEqual(["exact", "longer"]);
  });

  test("frequency gives up the commonest words, last gives up the last, all gives up none", async () => {
    const papers = [
      { id: "common", title: "技术 研究" },
      { id: "commoner", title: "技术 研究 平台" },
      { id: "rare", title: "技术 储氢" },
    ];
    const query = "研究 储氢 技术";
    expect(await find(papers, query, { matchingStrategy: "last" })).toEqual(["common", "commoner"]);
    expect(await find(papers, query, { matchingStrategy: "frequency" })).toEqual(["rare"]);
    expect(await find(papers, query, { matchingStrategy: "all" })).toEqual([]);
  });

  test("only the first ten words of a query count", async () => {
    const tenWords = "a1 a2 a3 a4 a5 a6 a7 a8 a9 a10";
    expect(
      await find([{ id: "x", title: tenWords }], `${tenWords} 海洋`, { matchingStrategy: "all" }),
    ).toEqual(["x"]);
  });

  test("an excluded word and an excluded phrase keep documents out", async () => {
    const papers = [
      { id: "a", title: "海洋 涂料" },
      { id: "b", title: "海洋 轴承" },
      { id: "c", title: "海洋 故障诊断" },
    ];
    expect(await find(papers, '海洋 -涂料 -"故障诊断"')).toEqual(["b"]);
  });

  test("an excluded word keeps documents out of a hybrid search as well", async () => {
    const index = client.index("excluded-by-word");
    await index.updateSettings({ embedders: { x: { source: "userProvided", dimensions: 2 } } }).waitTask();
    const papers = ["海洋 涂料", "海洋 轴承"].map((title, id) => ({ id, title, _vectors: { x: [1, id] } }));
    await index.addDocuments(papers, { primaryKey: "id" }).waitTask();
    const hybrid = { embedder: "x", semanticRatio: 0.5 };
    const { hits } = await index.search("海洋 -涂料", { vector: [1, 0], hybrid });
    expect(hits.map(({ id }) => id)).toEqual([1]);
  });

  test("sorting puts missing values last in both directions", async () => {
    const papers = [
      { id: "none", title: "膜", year: null },
      { id: "old", title: "膜", year: 2001 },
      { id: "new", title: "膜", year: 2025 },
    ];
    expect(await find(papers, "膜", { sort: ["year:asc"] })).toEqual(["old", "new", "none"]);
    expect(await find(papers, "膜", { sort: ["year:desc"] })).toEqual(["new", "old", "none"]);
  });
});

describe("bad input is refused by name", () => {
  test.each([
    ["POST", "/indexes/x/documents", "[1", "malformed_payload"],
    ["POST", "/indexes/x/documents", "[1]", "malformed_payload"],
    ["POST", "/indexes/x/documents", "", "missing_payload"],
    ["POST", "/indexes/x/documents", "[".repeat(100_000), "malformed_payload"],
    ["POST", "/indexes/x/documents", `${'[{"a":'.repeat(200)}1${"}]".repeat(200)}`, "malformed_payload"],
    ["POST", "/indexes/%20/documents", "[]", "invalid_index_uid"],
    ["POST", "/indexes", "{}", "missing_index_uid"],
    ["POST", "/indexes/x/search", '{"q":1}', "invalid_search_q"],
    ["POST", "/indexes/x/search", '{"hybrid":{}}', "invalid_search_hybrid_query"],
    ["POST", "/indexes/x/search", '{"matchingStrategy":"any"}', "invalid_search_matching_strategy"],
    ["POST", "/indexes/x/search", '{"__proto__":1}', "bad_request"],
    ["PATCH", "/indexes/x/settings", '{"synonyms":{"a":["b"]}}', "invalid_settings_synonyms"],
    ["PATCH", "/indexes/x/settings", '{"embedders":{"e":{"source":"openAi"}}}', "invalid_settings_embedders"],
    ["PATCH", "/indexes/x/settings", '{"nope":1}', "bad_request"],
    ["PUT", "/indexes/x/settings/ranking-rules", '["typo"]', "invalid_settings_ranking_rules"],
    ["PUT", "/indexes/x/settings/stop-words", '["的"]', "invalid_settings_stop_words"],
    ["PUT", "/indexes/x/settings/filterable-attributes", '["a*"]', "invalid_settings_filterable_attributes"],
    ["POST", "/indexes/x/search", '{"distinct":"a"}', "invalid_search_distinct"],
    [
      "POST",
      "/indexes/x/search",
      '{"attributesToRetrieve":["a.b"]}',
      "invalid_search_attributes_to_retrieve",
    ],
    ["POST", "/multi-search", '{"queries":[{"indexUid":"x","locales":["cmn"]}]}', "invalid_search_locales"],
    ["POST", "/multi-search", '{"queries":[],"federation":{"page":1}}', "invalid_multi_search_federated"],
    ["POST", "/swap-indexes", '[{"indexes":["a","b"],"rename":true}]', "invalid_swap_rename"],
    ["POST", "/indexes/x/similar", "{}", "missing_similar_id"],
    ["POST", "/indexes/x/documents/delete", '{"filter":""}', "invalid_document_filter"],
    ["GET", "/tasks?statuses=failed", undefined, "invalid_task_statuses"],
    ["GET", "/indexes?limit=x", undefined, "invalid_index_limit"],
    ["GET", "/indexes?nope=1", undefined, "bad_request"],
  ])("%s %s with %.40s gives %s", async (method, path, body, code) => {
    const response = await fetch(`${server.url}${path}`, {
      method,
      ...(body !== undefined && { body, headers: { "Content-Type": "application/json" } }),
    });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ code, type: "invalid_request" });
  });

  test("a payload past the limit gives payload_too_large", async () => {
    const response = await fetch(`${server.url}/indexes/x/documents`, {
      method: "POST",
      body: Buffer.alloc(100 * 1024 * 1024 + 1, " "),
      headers: { "Content-Type": "application/json" },
    });
    expect(response.status).toBe(413);
    expect(await response.json()).toMatchObject({ code: "payload_too_large" });
  });
});
