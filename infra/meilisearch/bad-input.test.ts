import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as fc from "fast-check";
import { Meilisearch } from "meilisearch";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { EmbeddedServer } from "../embedded-cli.ts";
import { startMeilisearch } from "./server.ts";

const SEED = 20_261_124;
const ANSWER_TIMEOUT_MS = 5_000;
const DIMENSIONS = 3;

/** A call that is answered well; its body is what the tests spoil. */
interface Call {
  method: string;
  path: string;
  body: unknown;
}

const vector = [1, 0, 0];
const hybrid = { embedder: "default", semanticRatio: 0.5 };
const search = {
  q: "海水 淡化",
  offset: 0,
  limit: 5,
  page: 1,
  hitsPerPage: 2,
  attributesToRetrieve: ["id"],
  attributesToCrop: ["title"],
  cropLength: 3,
  cropMarker: "…",
  attributesToHighlight: ["*"],
  highlightPreTag: "<b>",
  highlightPostTag: "</b>",
  showMatchesPosition: true,
  filter: ["trl > 3", ["field = a", "field = b"]],
  sort: ["trl:asc"],
  facets: ["field"],
  matchingStrategy: "frequency",
  rankingScoreThreshold: 0.1,
  hybrid,
  vector,
  retrieveVectors: true,
  showRankingScore: true,
  showRankingScoreDetails: true,
};
const CALLS: Call[] = [
  { method: "POST", path: "/indexes", body: { uid: "other", primaryKey: "id" } },
  { method: "POST", path: "/swap-indexes", body: [{ indexes: ["other", "another"] }] },
  {
    method: "PATCH",
    path: "/indexes/fuzzed/settings",
    body: {
      searchableAttributes: ["title"],
      filterableAttributes: ["trl"],
      sortableAttributes: ["trl"],
      localizedAttributes: [{ attributePatterns: ["*"], locales: ["cmn"] }],
      pagination: { maxTotalHits: 10 },
      embedders: { default: { source: "userProvided", dimensions: DIMENSIONS } },
      stopWords: [],
    },
  },
  { method: "PUT", path: "/indexes/fuzzed/settings/sortable-attributes", body: ["trl"] },
  {
    method: "POST",
    path: "/indexes/fuzzed/documents",
    body: [
      { id: 1, title: "海水", trl: 3, deep: { a: [1, null] }, _vectors: { default: [[...vector], vector] } },
    ],
  },
  {
    method: "PUT",
    path: "/indexes/fuzzed/documents?primaryKey=id",
    body: [{ id: "b", _vectors: { default: { embeddings: vector, regenerate: false } } }],
  },
  { method: "POST", path: "/indexes/fuzzed/documents/delete-batch", body: ["x", 7] },
  { method: "POST", path: "/indexes/fuzzed/documents/delete", body: { filter: "trl = 99" } },
  {
    method: "POST",
    path: "/indexes/papers/documents/fetch",
    body: { offset: 0, limit: 2, fields: ["id"], retrieveVectors: true, filter: "trl > 1" },
  },
  { method: "POST", path: "/indexes/papers/search", body: search },
  {
    method: "POST",
    path: "/indexes/papers/similar",
    body: { id: "a", embedder: "default", limit: 2, filter: "trl > 1", rankingScoreThreshold: 0.2 },
  },
  {
    method: "POST",
    path: "/indexes/papers/facet-search",
    body: { facetName: "field", facetQuery: "a", filter: "trl > 1" },
  },
  {
    method: "POST",
    path: "/multi-search",
    body: {
      federation: { limit: 3, offset: 0 },
      queries: [{ indexUid: "papers", q: "海水", federationOptions: { weight: 0.5 } }],
    },
  },
  { method: "POST", path: "/multi-search", body: { queries: [{ indexUid: "papers", ...search }] } },
];

let dataDir: string;
let server: EmbeddedServer;
let client: Meilisearch;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "meilisearch-"));
  server = await startMeilisearch({ port: 0, dataDir });
  client = new Meilisearch({ host: server.url });
  const index = client.index("papers");
  await index
    .updateSettings({
      filterableAttributes: ["trl", "field"],
      sortableAttributes: ["trl"],
      embedders: { default: { source: "userProvided", dimensions: DIMENSIONS } },
    })
    .waitTask();
  await index
    .addDocuments(
      [
        { id: "a", title: "海水淡化", trl: 4, field: "a", _vectors: { default: [1, 0, 0] } },
        { id: "b", title: "防腐涂料", trl: 6, field: ["a", "b"], _vectors: { default: [0, 1, 0] } },
      ],
      { primaryKey: "id" },
    )
    .waitTask();
});

/** Whatever was sent, the server is there, its queue is empty, and no task failed for a reason of the server's own. */
afterAll(async () => {
  const { results } = await client.tasks.getTasks({ limit: 10_000 });
  for (const { uid } of results) {
    const { error } = await client.tasks.waitForTask(uid, { timeout: 30_000, interval: 5 });
    expect(error?.code).not.toBe("internal");
  }
  await server.close();
  await rm(dataDir, { recursive: true });
}, 60_000);

async function send(
  method: string,
  path: string,
  body: string | Uint8Array | undefined,
  contentType = "application/json",
): Promise<Response> {
  return await fetch(server.url + path, {
    method,
    signal: AbortSignal.timeout(ANSWER_TIMEOUT_MS),
    ...(body !== undefined && { body: body as BodyInit, headers: { "Content-Type": contentType } }),
  });
}

/** Answered, or refused in the form of Meilisearch's errors; never a fault of the server's own. */
async function expectNamed(response: Response): Promise<void> {
  const answer = await response.text();
  expect(response.status, answer).toBeLessThan(500);
  if (response.ok) return;
  expect(JSON.parse(answer)).toEqual({
    message: expect.any(String),
    code: expect.stringMatching(/^[a-z_]+$/),
    type: expect.stringMatching(/^(invalid_request|auth)$/),
    link: expect.any(String),
  });
}

const anyCall = fc.constantFrom(...CALLS);
const strange = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }),
  fc.constantFrom(1e308, -1e308, 2 ** 53, -0, "__proto__", "constructor", "\u0000", "\ud800", ""),
  fc.constantFrom([], {}, [[]], [null], { __proto__: null, constructor: 1 }),
  fc.constant(null),
);

/** A copy of a body in which a random place holds something else. */
function spoil(body: unknown, steps: number[], value: unknown): unknown {
  const [step, ...rest] = steps;
  if (typeof body !== "object" || body === null || step === undefined) return value;
  const names = Object.keys(body);
  if (names.length === 0) return value;
  const name = names[step % names.length]!;
  const copy = (Array.isArray(body) ? [...body] : { ...body }) as Record<string, unknown>;
  copy[name] = spoil(copy[name], rest, value);
  return copy;
}

async function check<T extends [unknown, ...unknown[]]>(
  inputs: { [K in keyof T]: fc.Arbitrary<T[K]> },
  predicate: (...values: T) => Promise<void>,
  numRuns = 200,
): Promise<void> {
  await fc.assert(fc.asyncProperty<T>(...inputs, predicate), { seed: SEED, numRuns });
}

test("every call is answered when nothing is wrong with it", async () => {
  for (const { method, path, body } of CALLS) {
    const response = await send(method, path, JSON.stringify(body));
    expect(response.ok, `${path}: ${await response.text()}`).toBe(true);
  }
});

test("any value at any place of a body is answered or refused by name", async () => {
  await check(
    [anyCall, fc.array(fc.nat(30), { minLength: 0, maxLength: 4 }), strange],
    async ({ method, path, body }, steps, value) =>
      expectNamed(await send(method, path, JSON.stringify(spoil(body, steps, value)))),
    600,
  );
});

test("an unknown field is refused by its name", async () => {
  const objects = CALLS.filter(({ body }) => !Array.isArray(body));
  await check([fc.constantFrom(...objects), strange], async ({ method, path, body }, value) => {
    const response = await send(method, path, JSON.stringify({ ...(body as object), surplus: value }));
    // A null counts as absent.
    if (value === null && response.ok) return;
    expect(await response.json()).toMatchObject({
      code: "bad_request",
      message: expect.stringContaining("`surplus`"),
    });
  });
});

test("a body nested 200 deep is refused at every place", async () => {
  const deep = JSON.parse(`${"[".repeat(200)}${"]".repeat(200)}`);
  await check([anyCall, fc.array(fc.nat(30), { maxLength: 3 })], async ({ method, path, body }, steps) => {
    const response = await send(method, path, JSON.stringify(spoil(body, steps, deep)));
    expect(await response.json()).toMatchObject({ code: "malformed_payload" });
  });
});

test("broken JSON, invalid UTF-8 and other bytes are refused as malformed", async () => {
  const broken = (text: string) =>
    fc.oneof(
      fc.nat(text.length - 1).map((length) => Buffer.from(text.slice(0, length))),
      fc.uint8Array({ minLength: 1, maxLength: 200 }),
      fc.nat(text.length - 1).map((at) => {
        const bytes = Buffer.from(text);
        bytes[at] = 0xff;
        return bytes;
      }),
    );
  const inputs = anyCall.chain((call) => broken(JSON.stringify(call.body)).map((bytes) => ({ call, bytes })));
  await check([inputs], async ({ call, bytes }) => {
    const response = await send(call.method, call.path, bytes);
    expect(response.status).toBe(400);
    await expectNamed(response);
  });
});

test("another content type is refused by its name", async () => {
  const types = fc.constantFrom(
    "text/plain",
    "text/csv",
    "application/x-ndjson",
    "application/xml",
    "x/y; a=b",
  );
  await check([anyCall, types], async ({ method, path, body }, type) => {
    const response = await send(method, path, JSON.stringify(body), type);
    expect(response.status).toBe(415);
    expect(await response.json()).toMatchObject({ code: "invalid_content_type" });
  });
});

test("any filter is applied or refused as a filter", async () => {
  const word = fc.constantFrom("trl", "field", "title", "a", "3", "-1.5e3", "AND", "OR", "NOT", "IN", "TO");
  const more = fc.constantFrom(
    "EXISTS",
    "IS",
    "NULL",
    "EMPTY",
    "CONTAINS",
    "_geoRadius(1,2,3)",
    "\\",
    "'",
    '"',
  );
  const symbol = fc.constantFrom("=", "!=", ">", "<=", "(", ")", "[", "]", ",", " ", "海水", "\u0000", '"x"');
  const expression = fc
    .array(fc.oneof(word, symbol, more, fc.string({ maxLength: 5 })), { maxLength: 14 })
    .map((words) => words.join(" "));
  const filter = fc.oneof(expression, fc.array(fc.oneof(expression, fc.array(expression, { maxLength: 3 }))));
  await check(
    [filter],
    async (value) => {
      const response = await send("POST", "/indexes/papers/search", JSON.stringify({ filter: value }));
      if (response.ok) return;
      expect(await response.json()).toMatchObject({ code: "invalid_search_filter" });
    },
    600,
  );
});

test("a filter as long as can be sent is refused in no time", async () => {
  const conditions = Array.from({ length: 200_000 }, () => "trl = 1").join(" OR ");
  for (const filter of [
    conditions,
    "(".repeat(1_000_000),
    `${"NOT ".repeat(300_000)}x`,
    "'".repeat(999_999),
  ]) {
    const response = await send("POST", "/indexes/papers/search", JSON.stringify({ filter }));
    expect(await response.json()).toMatchObject({ code: "invalid_search_filter" });
  }
});

test("vectors that are none are refused, or their task fails, by name", async () => {
  const item = fc.oneof(fc.double(), fc.constantFrom(null, "1", [], {}, true, 1e39, Number.NaN));
  const given = fc.oneof(
    fc.array(item, { maxLength: 5 }),
    fc.array(fc.array(item, { maxLength: 4 })),
    strange,
  );
  await check(
    [given],
    async (value) => {
      await expectNamed(
        await send("POST", "/indexes/papers/search", JSON.stringify({ hybrid, vector: value, q: "a" })),
      );
      const document = { id: "v", _vectors: { default: value } };
      await expectNamed(await send("POST", "/indexes/papers/documents", JSON.stringify([document])));
    },
    100,
  );
  const { results } = await client.tasks.getTasks({ limit: 1_000, indexUids: ["papers"] });
  for (const { uid } of results) {
    const { error } = await client.tasks.waitForTask(uid, { timeout: 20_000, interval: 5 });
    if (error) expect(error.code).toMatch(/^invalid_vector|^too_many_vectors$/);
  }
});

test("routes and methods that are not there are refused by name", async () => {
  const segment = fc.oneof(
    fc.constantFrom(
      "indexes",
      "papers",
      "documents",
      "search",
      "settings",
      "tasks",
      "stats",
      "keys",
      "%ff",
      "..",
    ),
    fc.string({ maxLength: 8 }).map(encodeURIComponent),
  );
  const path = fc.array(segment, { maxLength: 5 }).map((segments) => `/${segments.join("/")}`);
  const method = fc.constantFrom("GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");
  await check(
    [method, path, fc.webQueryParameters({ size: "small" })],
    async (verb, where, query) => expectNamed(await send(verb, `${where}?${query}`, undefined)),
    400,
  );
});
