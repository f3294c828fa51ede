import OpenAI, { APIError, NotFoundError } from "openai";
import { beforeAll, describe, expect, inject, it } from "vitest";
import { MODEL_DIMENSIONS, MODEL_ID } from "./model-files.ts";

const baseURL = process.env.OPENAI_BASE_URL ?? inject("openaiBaseUrl");
const model = process.env.EMBEDDING_MODEL ?? MODEL_ID;
const client = new OpenAI({ baseURL, apiKey: process.env.OPENAI_API_KEY ?? "none", maxRetries: 0 });

const embed = async (input: string | string[]) => {
  const { data } = await client.embeddings.create({ model, input, encoding_format: "float" });
  return data.map(({ embedding }) => embedding);
};
const dot = (a: number[], b: number[]) => a.reduce((sum, value, i) => sum + value * b[i]!, 0);
const refusalOf = async (promise: Promise<unknown>): Promise<APIError> => {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(APIError);
  return error as APIError;
};

describe("POST /v1/embeddings on any server", () => {
  const welding = "钛合金薄壁零件焊接后变形大，需要减小变形的工艺";
  const weldingResult = "减小钛合金焊接变形的激光焊接方法";
  const seaweed = "海藻多糖的提取及其在护肤品中的应用";
  let alone: number[];

  beforeAll(async () => {
    [alone] = (await embed(welding)) as [number[]];
  });

  it("returns one unit vector for one text", () => {
    expect(dot(alone, alone)).toBeCloseTo(1, 4);
  });

  it("returns the vectors of several texts in their order, with their indexes and the model's name", async () => {
    const response = await client.embeddings.create({
      model,
      input: [seaweed, welding],
      encoding_format: "float",
    });
    expect(response.object).toBe("list");
    expect(response.data.map(({ index, object }) => ({ index, object }))).toEqual([
      { index: 0, object: "embedding" },
      { index: 1, object: "embedding" },
    ]);
    expect(dot(response.data[1]!.embedding, alone)).toBeCloseTo(1, 2);
    expect(dot(response.data[0]!.embedding, alone)).toBeLessThan(0.9);
    expect(response.model).toContain(model);
  });

  it("counts the tokens of all texts", async () => {
    const { usage } = await client.embeddings.create({
      model,
      input: [welding, seaweed],
      encoding_format: "float",
    });
    expect(usage.prompt_tokens).toBeGreaterThan(20);
    expect(usage.total_tokens).toBe(usage.prompt_tokens);
  });

  it("gives the same numbers as base64 as it gives as floats", async () => {
    const { data } = await client.embeddings.create({ model, input: welding });
    expect(dot(data[0]!.embedding, alone)).toBeCloseTo(1, 3);
  });

  it("places a need nearer to the result that answers it than to an unrelated one", async () => {
    const [near, far] = (await embed([weldingResult, seaweed])) as [number[], number[]];
    expect(dot(alone, near)).toBeGreaterThan(dot(alone, far) + 0.15);
  });

  it("refuses an empty text with 400", async () => {
    const error = await refusalOf(client.embeddings.create({ model, input: "" }));
    expect(error.status).toBe(400);
  });

  it("refuses an unknown model with 404", async () => {
    const error = await refusalOf(client.embeddings.create({ model: "no-such-model", input: welding }));
    expect(error).toBeInstanceOf(NotFoundError);
    expect(error.code).toBe("model_not_found");
  });

  it("lists its model", async () => {
    const { data } = await client.models.list();
    expect(data.map(({ id }) => id)).toContain(model);
    expect((await client.models.retrieve(model)).id).toBe(model);
  });
});

describe.runIf(process.env.OPENAI_BASE_URL === undefined)("the embedded server beside that", () => {
  const welding = "钛合金焊接";

  it("gives a text the same vector alone and among others, to the last bit", async () => {
    const others = Array.from({ length: 20 }, (_, i) => "一种石墨烯改性环氧树脂防腐涂层".repeat(i + 1));
    const [alone] = await embed(welding);
    expect((await embed([...others, welding])).at(-1)).toEqual(alone);
  });

  it("knows Latin letters whatever their case", async () => {
    const [upper, lower] = await embed(["TC4合金的API接口", "tc4合金的api接口"]);
    const [unknown] = await embed("\u{1F9FF}合金的\u{1F9FF}接口");
    expect(upper).toEqual(lower);
    expect(upper).not.toEqual(unknown);
  });

  it("refuses a text of more tokens than the model reads, naming it, and never cuts it", async () => {
    const fits = "钛".repeat(510);
    expect((await embed(fits))[0]).toHaveLength(MODEL_DIMENSIONS);
    const error = await refusalOf(client.embeddings.create({ model, input: [welding, `${fits}钛`] }));
    expect(error.status).toBe(400);
    expect(error.code).toBe("context_length_exceeded");
    expect(error.param).toBe("input[1]");
    expect(error.message).toContain("you requested 513 tokens");
  });

  it.each([
    { title: "no input", body: {}, param: "input", code: "missing_required_parameter" },
    { title: "an empty array", body: { input: [] }, param: "input", code: "empty_array" },
    {
      title: "an empty text in an array",
      body: { input: ["a", ""] },
      param: "input[1]",
      code: "empty_string",
    },
    {
      title: "a text that is no string",
      body: { input: ["a", null] },
      param: "input[1]",
      code: "invalid_type",
    },
    { title: "tokens", body: { input: [101, 872, 102] }, param: "input", code: "tokens_not_supported" },
    {
      title: "arrays of tokens",
      body: { input: [[101], [102]] },
      param: "input",
      code: "tokens_not_supported",
    },
    {
      title: "more than 2048 texts",
      body: { input: Array.from({ length: 2049 }, () => "a") },
      param: "input",
      code: "array_above_max_length",
    },
    {
      title: "an unknown encoding",
      body: { input: "a", encoding_format: "hex" },
      param: "encoding_format",
      code: "invalid_value",
    },
    {
      title: "other dimensions",
      body: { input: "a", dimensions: 256 },
      param: "dimensions",
      code: "invalid_value",
    },
    { title: "an unknown argument", body: { input: "a", truncate: true }, param: null, code: null },
  ])("refuses $title with 400 in OpenAI's form", async ({ body, param, code }) => {
    const response = await post(JSON.stringify({ model, ...body }));
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({
      error: { message: expect.any(String), type: "invalid_request_error", param, code },
    });
  });

  it("refuses a body that is no JSON with 400 and an unknown path with 404", async () => {
    const malformed = await post("{");
    expect(malformed.status).toBe(400);
    expect(await malformed.json()).toHaveProperty("error.type", "invalid_request_error");
    expect((await fetch(`${baseURL}/completions`)).status).toBe(404);
  });

  it("accepts the dimensions it has", async () => {
    const { data } = await client.embeddings.create({ model, input: welding, dimensions: MODEL_DIMENSIONS });
    expect(data[0]!.embedding).toHaveLength(MODEL_DIMENSIONS);
  });

  it("answers a query while a backlog is under way", async () => {
    let isBacklogDone = false;
    const passage = "本成果针对海洋工程装备防腐涂层在高盐高湿环境中易脱落的问题提出一种改性涂层".repeat(5);
    const backlog = embed(Array.from({ length: 200 }, (_, i) => `${passage}${i}`)).then(() => {
      isBacklogDone = true;
    });
    await embed(welding);
    expect(isBacklogDone).toBe(false);
    await backlog;
  });

  it("names the fingerprint of weights and tokenizer beside its model", async () => {
    expect(await client.models.retrieve(model)).toHaveProperty(
      "fingerprint",
      expect.stringMatching(/^[0-9a-f]{64}$/),
    );
  });
});

const post = (body: string) =>
  fetch(`${baseURL}/embeddings`, { method: "POST", headers: { "content-type": "application/json" }, body });
