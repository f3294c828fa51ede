import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { access, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { ensureModel, findLocalModel, ModelUnavailableError } from "./fetch-model.ts";
import { MODEL_ID } from "./model-files.ts";

const FILES: Record<string, string> = {
  "config.json": "{}",
  "tokenizer_config.json": "{}",
  "tokenizer.json": '{"model":{}}',
  "onnx/model_quantized.onnx": "weights",
};
const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

let dataDir: string;
let hub: Server;
let requests: string[];
/** What the hub answers to a path below the repository; by default the file. `sent`: bytes before it breaks off. */
let answer: (file: string) => { status: number; body: string; sent?: number; sha256?: string };

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "model-"));
  requests = [];
  answer = (file) => ({ status: FILES[file] === undefined ? 404 : 200, body: FILES[file] ?? "" });
  hub = createServer((request, response) => {
    const file = request.url!.replace("/Xenova/bge-small-zh-v1.5/resolve/main/", "");
    const { status, body, sent, sha256: named } = answer(file);
    const from = Number(/bytes=(\d+)-/.exec(request.headers.range ?? "")?.[1] ?? 0);
    if (request.method === "GET") requests.push(from > 0 ? `${file} from ${from}` : file);
    const rest = body.slice(from);
    response.writeHead(from > 0 ? 206 : status, {
      "content-length": rest.length,
      ...(named && { "x-linked-etag": `"${named}"`, "x-linked-size": body.length }),
    });
    if (sent === undefined || request.method === "HEAD") response.end(rest);
    else response.write(rest.slice(0, sent), () => response.destroy());
  });
  await new Promise<void>((resolve) => hub.listen(0, "127.0.0.1", resolve));
  // Maven is the last source, and these tests must not reach the network.
  vi.stubEnv("PATH", "");
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await new Promise((resolve) => hub.close(resolve));
  await rm(dataDir, { recursive: true, force: true });
});

const hubEndpoint = () => `http://127.0.0.1:${(hub.address() as AddressInfo).port}`;
const keptDir = () => join(dataDir, MODEL_ID);
const unavailable = async (promise: Promise<string>): Promise<ModelUnavailableError> => {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(ModelUnavailableError);
  return error as ModelUnavailableError;
};
const writeModel = async (dir: string) => {
  for (const [file, content] of Object.entries(FILES)) {
    await mkdir(dirname(join(dir, file)), { recursive: true });
    await writeFile(join(dir, file), content);
  }
};

describe("a model from the hub", () => {
  it("is kept with the hash of each file, and not fetched again", async () => {
    expect(await ensureModel({ dataDir, hubEndpoint: hubEndpoint() })).toBe(keptDir());
    const manifest = JSON.parse(await readFile(join(keptDir(), "manifest.json"), "utf8"));
    expect(manifest.source).toBe(hubEndpoint());
    expect(manifest.sha256["onnx/model_quantized.onnx"]).toBe(sha256("weights"));

    requests = [];
    expect(await ensureModel({ dataDir, hubEndpoint: hubEndpoint() })).toBe(keptDir());
    expect(requests).toEqual([]);
  });

  it("is fetched again when a kept file is no longer what it was", async () => {
    await ensureModel({ dataDir, hubEndpoint: hubEndpoint() });
    await writeFile(join(keptDir(), "tokenizer.json"), "tampered");
    expect(await findLocalModel({ dataDir })).toEqual({
      source: `data folder (${keptDir()})`,
      reason: "tokenizer.json has changed since it was fetched",
    });
    await ensureModel({ dataDir, hubEndpoint: hubEndpoint() });
    expect(await readFile(join(keptDir(), "tokenizer.json"), "utf8")).toBe(FILES["tokenizer.json"]);
  });

  const weightsAnswer = (sha256: string, sent?: number) => (file: string) =>
    file.endsWith(".onnx")
      ? { status: 200, body: FILES[file]!, sha256, ...(sent !== undefined && { sent }) }
      : { status: 200, body: FILES[file]! };

  it("goes on where a download broke off, with progress, and looks like no model until it is whole", async () => {
    answer = weightsAnswer(sha256("weights"), 3);
    const { attempts } = await unavailable(ensureModel({ dataDir, hubEndpoint: hubEndpoint() }));
    expect(attempts[1]!.reason).toContain("model_quantized.onnx broke off after 3");
    expect(await readdir(dataDir)).toEqual([`${MODEL_ID}.partial-${process.pid}`]);

    answer = weightsAnswer(sha256("weights"));
    const lines: string[] = [];
    await ensureModel({ dataDir, hubEndpoint: hubEndpoint(), report: (line) => lines.push(line) });
    expect(requests.at(-1)).toBe("onnx/model_quantized.onnx from 3");
    expect(lines).toContainEqual(expect.stringContaining("onnx/model_quantized.onnx: going on at"));
    expect(await readFile(join(keptDir(), "onnx/model_quantized.onnx"), "utf8")).toBe("weights");
    expect(await readdir(dataDir)).toEqual([MODEL_ID]);
  });

  it("takes over what a process that is gone has left", async () => {
    const { pid } = spawnSync("/bin/true");
    const left = join(dataDir, `${MODEL_ID}.partial-${pid}`, "onnx/model_quantized.onnx");
    await mkdir(dirname(left), { recursive: true });
    await writeFile(left, "weig");
    answer = weightsAnswer(sha256("weights"));
    await ensureModel({ dataDir, hubEndpoint: hubEndpoint() });
    expect(requests.at(-1)).toBe("onnx/model_quantized.onnx from 4");
  });

  it("is refused, and not kept, where its SHA-256 is not the one the hub names", async () => {
    answer = weightsAnswer(sha256("other weights"));
    const { attempts } = await unavailable(ensureModel({ dataDir, hubEndpoint: hubEndpoint() }));
    expect(attempts[1]!.reason).toMatch(
      new RegExp(
        `model_quantized.onnx has SHA-256 ${sha256("weights")}, expected ${sha256("other weights")}`,
      ),
    );
    answer = weightsAnswer(sha256("weights"));
    requests = [];
    await ensureModel({ dataDir, hubEndpoint: hubEndpoint() });
    expect(requests.at(-1)).toBe("onnx/model_quantized.onnx");
  });
});

it("says of every source why it does not have the model", async () => {
  answer = () => ({ status: 503, body: "" });
  const { attempts } = await unavailable(ensureModel({ dataDir, hubEndpoint: hubEndpoint() }));
  expect(attempts).toEqual([
    { source: `data folder (${keptDir()})`, reason: "onnx/model_quantized.onnx is missing" },
    { source: hubEndpoint(), reason: expect.stringContaining("answered 503") },
    { source: "Maven", reason: "mvn is not installed" },
  ]);
});

it("takes a folder that it is given as it is, and asks nobody else", async () => {
  const modelDir = join(dataDir, "mine");
  const { attempts } = await unavailable(ensureModel({ modelDir, dataDir, hubEndpoint: hubEndpoint() }));
  expect(attempts).toEqual([
    { source: `EMBEDDING_MODEL_DIR (${modelDir})`, reason: "onnx/model_quantized.onnx is missing" },
  ]);
  expect(requests).toEqual([]);
  await writeModel(modelDir);
  expect(await ensureModel({ modelDir, dataDir, hubEndpoint: hubEndpoint() })).toBe(modelDir);
  await expect(access(keptDir())).rejects.toThrow();
});
