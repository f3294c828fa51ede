import { mkdir, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { DEFAULT_HUB_ENDPOINT, fetchFromHub } from "./hub-source.ts";
import { fetchFromMaven } from "./maven-source.ts";
import { findModelFault, MODEL_ID, writeManifest } from "./model-files.ts";

export interface EnsureModelOptions {
  /** `EMBEDDING_MODEL_DIR`: a folder laid out as at the hub. When set, no other source is tried. */
  modelDir?: string;
  /** Data folder of the embedding server; the model is kept below it. */
  dataDir: string;
  /** `HF_ENDPOINT`: a mirror of the Hugging Face hub. */
  hubEndpoint?: string;
  /** Told, in a line each, what is being done and how far it is. */
  report?: (line: string) => void;
}

/** No source had the model: `attempts` says what each of them answered. */
export class ModelUnavailableError extends Error {
  override readonly name = "ModelUnavailableError";

  constructor(readonly attempts: readonly { source: string; reason: string }[]) {
    super(
      `the embedding model ${MODEL_ID} cannot be had: ${attempts
        .map(({ source, reason }) => `${source}: ${reason}`)
        .join("; ")}`,
    );
  }
}

/**
 * Returns the folder of a checked model, fetching it first where it is not kept yet.
 * A model is fetched into a folder of its own, checked, and renamed into place: a broken download or a
 * killed process never leaves a folder that looks like a model.
 * @throws {ModelUnavailableError} when no source has it.
 */
export async function ensureModel(options: EnsureModelOptions): Promise<string> {
  const report = options.report ?? (() => {});
  if (options.modelDir !== undefined) {
    const fault = await findModelFault(options.modelDir);
    if (fault === null) return options.modelDir;
    throw new ModelUnavailableError([{ source: `EMBEDDING_MODEL_DIR (${options.modelDir})`, reason: fault }]);
  }

  const keptDir = join(options.dataDir, MODEL_ID);
  const fault = await findModelFault(keptDir);
  if (fault === null) return keptDir;
  const attempts = [{ source: `data folder (${keptDir})`, reason: fault }];

  const endpoint = options.hubEndpoint ?? DEFAULT_HUB_ENDPOINT;
  const sources = [
    { name: endpoint, fetchInto: (dir: string) => fetchFromHub(endpoint, dir, report) },
    { name: "Maven", fetchInto: (dir: string) => fetchFromMaven(dir, report) },
  ];
  for (const source of sources) {
    const partialDir = `${keptDir}.partial-${process.pid}`;
    report(`asking ${source.name}`);
    try {
      await mkdir(partialDir, { recursive: true });
      await source.fetchInto(partialDir);
      await writeManifest(partialDir, source.name);
      await mkdir(dirname(keptDir), { recursive: true });
      await rm(keptDir, { recursive: true, force: true });
      await rename(partialDir, keptDir);
      report(`kept in ${keptDir}, its hashes in manifest.json`);
      return keptDir;
    } catch (error) {
      const reason = (error as Error).message;
      attempts.push({ source: source.name, reason });
      report(`${source.name} does not have it: ${reason}`);
    } finally {
      await rm(partialDir, { recursive: true, force: true });
    }
  }
  throw new ModelUnavailableError(attempts);
}
