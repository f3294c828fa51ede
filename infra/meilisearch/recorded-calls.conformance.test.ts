import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { EmbeddedServer } from "../embedded-cli.ts";
import { startMeilisearch } from "./server.ts";

interface RecordedCall {
  name: string;
  request: { method: string; path: string; body?: unknown; raw?: string; auth?: boolean };
  response: { status: number; body: unknown };
  task?: Record<string, unknown>;
}

const calls: RecordedCall[] = (await readFile(new URL("fixtures/1.50.0.jsonl", import.meta.url), "utf8"))
  .trim()
  .split("\n")
  .map((line) => JSON.parse(line));

/** How far a score may be from the recorded one; the keyword side is exact, the vector side is not quantised alike. */
const SCORE_TOLERANCE = 0.02;
const PLACEHOLDER = /^<\w+>$/;

const masterKey = process.env.MEILI_MASTER_KEY ?? "a-master-key-for-tests";
let url = process.env.MEILI_URL ?? "";
let server: EmbeddedServer | undefined;
let dataDir: string | undefined;
/** Of a server that had tasks before, the uids are counted from there. */
let firstTaskUid = 0;

beforeAll(async () => {
  if (url === "") {
    dataDir = await mkdtemp(join(tmpdir(), "meilisearch-"));
    server = await startMeilisearch({ port: 0, dataDir, masterKey });
    ({ url } = server);
  }
  const newest = await send({ method: "GET", path: "/tasks?limit=1" });
  const [task] = (newest.body as { results: { uid: number }[] }).results;
  firstTaskUid = task ? task.uid + 1 : 0;
});

afterAll(async () => {
  await server?.close();
  if (dataDir) await rm(dataDir, { recursive: true });
});

describe("a real Meilisearch 1.50.0 and this server answer alike", () => {
  test.each(calls)("$name", async ({ request, response, task }) => {
    const answer = await send(request);
    expect(answer.status).toBe(response.status);
    expectAlike(answer.body, response.body, "");
    if (task) expectAlike(await endedTask((answer.body as { taskUid: number }).taskUid), task, "task");
  });
});

async function send(request: RecordedCall["request"]): Promise<{ status: number; body: unknown }> {
  const body = request.raw ?? (request.body === undefined ? undefined : JSON.stringify(request.body));
  const response = await fetch(`${url}${request.path}`, {
    method: request.method,
    headers: {
      ...(request.auth !== false && { Authorization: `Bearer ${masterKey}` }),
      ...(body !== undefined && { "Content-Type": "application/json" }),
    },
    ...(body !== undefined && { body }),
  });
  return { status: response.status, body: await response.json() };
}

async function endedTask(uid: number): Promise<Record<string, unknown>> {
  return await expect
    .poll(
      async () => (await send({ method: "GET", path: `/tasks/${uid}` })).body as Record<string, unknown>,
      {
        timeout: 10_000,
        interval: 10,
      },
    )
    .toMatchObject({ finishedAt: expect.any(String) })
    .then(async () => (await send({ method: "GET", path: `/tasks/${uid}` })).body as Record<string, unknown>);
}

/** Same fields, same values; a placeholder stands for any value, a task uid is counted from the first one. */
function expectAlike(actual: unknown, recorded: unknown, path: string): void {
  if (typeof recorded === "string" && PLACEHOLDER.test(recorded)) {
    expect(actual, path).toBeDefined();
  } else if (Array.isArray(recorded)) {
    expect(actual, path).toHaveLength(recorded.length);
    for (const [i, item] of recorded.entries()) expectAlike((actual as unknown[])[i], item, `${path}[${i}]`);
  } else if (typeof recorded === "object" && recorded !== null) {
    expect(Object.keys(actual as object).sort(), path).toEqual(Object.keys(recorded).sort());
    for (const [name, value] of Object.entries(recorded)) {
      expectAlike((actual as Record<string, unknown>)[name], value, `${path}.${name}`);
    }
  } else if (path.endsWith(".from") || path.endsWith(".next")) {
    expect((actual as number) - firstTaskUid, path).toBe(recorded);
  } else if (typeof recorded === "number" && !Number.isInteger(recorded)) {
    expect(Math.abs((actual as number) - recorded), `${path}: ${actual} ≠ ${recorded}`).toBeLessThan(
      SCORE_TOLERANCE,
    );
  } else {
    expect(actual, path).toEqual(recorded);
  }
}
