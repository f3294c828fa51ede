import { request } from "node:http";
import * as fc from "fast-check";
import { describe, expect, inject, test } from "vitest";
import { MODEL_DIMENSIONS, MODEL_ID } from "./model-files.ts";

const SEED = 20_261_124;
const ANSWER_TIMEOUT_MS = 20_000;
const BODY_LIMIT_BYTES = 8 * 1024 * 1024;

const body = {
  model: MODEL_ID,
  input: ["钛合金焊接", "海水淡化"],
  encoding_format: "base64",
  dimensions: MODEL_DIMENSIONS,
  user: "someone",
};

function send(
  method: string,
  path: string,
  content: string | Uint8Array | undefined,
  contentType = "application/json",
): Promise<Response> {
  return fetch(inject("openaiBaseUrl") + path, {
    method,
    signal: AbortSignal.timeout(ANSWER_TIMEOUT_MS),
    ...(content !== undefined && { body: content as BodyInit, headers: { "content-type": contentType } }),
  });
}

const embed = (content: string | Uint8Array, contentType?: string) =>
  send("POST", "/embeddings", content, contentType);

/** Says that more is coming than the server takes, and sends none of it: who sends it all may lose the connection. */
function announceTooMuch(): Promise<Response> {
  return new Promise((resolve, reject) => {
    const headers = { "content-type": "application/json", "content-length": BODY_LIMIT_BYTES + 1 };
    const sent = request(
      `${inject("openaiBaseUrl")}/embeddings`,
      { method: "POST", headers },
      async (answer) => {
        const content = Buffer.concat(await answer.toArray());
        sent.destroy();
        resolve(new Response(content, { status: answer.statusCode! }));
      },
    );
    sent.setTimeout(ANSWER_TIMEOUT_MS, () => sent.destroy(new Error("no answer")));
    sent.once("error", reject);
    sent.flushHeaders();
  });
}

/** Answered, or refused in the form of OpenAI's errors; never a fault of the server's own. */
async function expectNamed(response: Response): Promise<void> {
  const answer = await response.text();
  expect(response.status, answer).toBeLessThan(500);
  if (response.ok) return;
  expect(JSON.parse(answer)).toEqual({
    error: {
      message: expect.any(String),
      type: "invalid_request_error",
      param: expect.toBeOneOf([null, expect.any(String)]),
      code: expect.toBeOneOf([null, expect.any(String)]),
    },
  });
}

async function check<T extends [unknown, ...unknown[]]>(
  inputs: { [K in keyof T]: fc.Arbitrary<T[K]> },
  predicate: (...values: T) => Promise<void>,
): Promise<void> {
  await fc.assert(fc.asyncProperty<T>(...inputs, predicate), { seed: SEED, numRuns: 200 });
}

describe.runIf(process.env.OPENAI_BASE_URL === undefined)("whatever the embedded server is sent", () => {
  const strange = fc.oneof(
    fc.jsonValue({ maxDepth: 3 }),
    fc.constantFrom(
      1e308,
      -1,
      0.5,
      "__proto__",
      "\u0000",
      "\ud800",
      [],
      {},
      [[]],
      [null],
      [1, "a"],
      ["", "a"],
    ),
    fc.array(fc.string({ unit: "binary", maxLength: 20 }), { maxLength: 4 }),
  );

  test("any value of any argument is taken or refused by name", async () => {
    await check([fc.constantFrom(...Object.keys(body)), strange], async (name, value) =>
      expectNamed(await embed(JSON.stringify({ ...body, [name]: value }))),
    );
  });

  test("an unknown argument is refused by its name", async () => {
    await check([fc.string({ minLength: 1, maxLength: 8 }), strange], async (name, value) => {
      if (name in body) return;
      const response = await embed(JSON.stringify({ ...body, [name]: value }));
      expect(response.status).toBe(400);
      await expectNamed(response);
    });
  });

  test("broken JSON, invalid UTF-8 and other bytes are refused with 400", async () => {
    const text = JSON.stringify(body);
    const broken = fc.oneof(
      fc.nat(text.length - 1).map((length) => Buffer.from(text.slice(0, length))),
      fc.uint8Array({ minLength: 1, maxLength: 200 }),
      fc.nat(text.length - 1).map((at) => Buffer.from(text).fill(0xff, at, at + 1)),
      fc.constant(Buffer.from("[".repeat(100_000))),
    );
    await check([broken], async (bytes) => {
      const response = await embed(bytes);
      expect(response.status).toBe(400);
      await expectNamed(response);
    });
  });

  test("an argument nested 200 deep is refused with 400", async () => {
    const deep = JSON.parse(`${"[".repeat(200)}${"]".repeat(200)}`);
    for (const name of Object.keys(body).filter((name) => name !== "user")) {
      const response = await embed(JSON.stringify({ ...body, [name]: deep }));
      expect(response.status).toBe(400);
      await expectNamed(response);
    }
  });

  test("another content type is refused with 415, and a body past the limit with 413", async () => {
    for (const type of ["text/plain", "application/xml", "x"]) {
      const response = await embed(JSON.stringify(body), type);
      expect(response.status).toBe(415);
      await expectNamed(response);
    }
    const response = await announceTooMuch();
    expect(response.status).toBe(413);
    await expectNamed(response);
  });

  test("routes and methods that are not there are refused by name", async () => {
    const segment = fc.oneof(
      fc.constantFrom("embeddings", "models", MODEL_ID, "%ff", "..", "chat"),
      fc.string({ maxLength: 8 }).map(encodeURIComponent),
    );
    const path = fc.array(segment, { maxLength: 4 }).map((segments) => `/${segments.join("/")}`);
    const method = fc.constantFrom("GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");
    await check([method, path, fc.webQueryParameters({ size: "small" })], async (verb, where, query) =>
      expectNamed(await send(verb, `${where}?${query}`, undefined)),
    );
  });
});
