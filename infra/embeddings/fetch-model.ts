import { mkdir, readdir, rename, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
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
  /** Gives up fetching when it aborts. */
  signal?: AbortSignal;
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
 * killed process never leaves a folder that looks like a model, and the next attempt goes on with what it left.
 * @throws {ModelUnavailableError} when no source has it.
 */
export async function ensureModel(options: EnsureModelOptions): Promise<string> {
  const { report = () => {}, signal } = options;
  const local = await findLocalModel(options);
  if ("modelDir" in local) return local.modelDir;
  if (options.modelDir !== undefined) throw new ModelUnavailableError([local]);

  const keptDir = join(options.dataDir, MODEL_ID);
  const attempts = [local];
  const endpoint = options.hubEndpoint ?? DEFAULT_HUB_ENDPOINT;
  const sources = [
    { name: endpoint, fetchInto: (dir: string) => fetchFromHub(endpoint, dir, report, signal) },
    { name: "Maven", fetchInto: (dir: string) => fetchFromMaven(dir, report, signal) },
  ];
  for (const source of sources) {
    report(`asking ${source.name}`);
    try {
      const partialDir = await claimPartialDir(keptDir);
      await source.fetchInto(partialDir);
      await writeManifest(partialDir, source.name);
      await rm(keptDir, { recursive: true, force: true });
      await rename(partialDir, keptDir);
      report(`kept in ${keptDir}, its hashes in manifest.json`);
      return keptDir;
    } catch (error) {
      signal?.throwIfAborted();
      // Another process may have been quicker.
      const kept = await findLocalModel(options);
      if ("modelDir" in kept) return kept.modelDir;
      const reason = (error as Error).message;
      attempts.push({ source: source.name, reason });
      report(`${source.name} does not have it: ${reason}`);
    }
  }
  throw new ModelUnavailableError(attempts);
}

/** The folder this process fetches into: one that a process left when it ended is taken over, with what is in it. */
async function claimPartialDir(keptDir: string): Promise<string> {
  const prefix = `${basename(keptDir)}.partial-`;
  const ownDir = `${keptDir}.partial-${process.pid}`;
  await mkdir(dirname(keptDir), { recursive: true });
  for (const name of await readdir(dirname(keptDir))) {
    if (!name.startsWith(prefix) || isRunning(Number(name.slice(prefix.length)))) continue;
    // Fails where another process was quicker, or where this one has a folder already.
    await rename(join(dirname(keptDir), name), ownDir).catch(() => {});
  }
  await mkdir(ownDir, { recursive: true });
  return ownDir;
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** Looks where a model may be without fetching one: returns its folder, or says why it cannot be used. */
export async function findLocalModel({
  modelDir,
  dataDir,
}: Pick<EnsureModelOptions, "modelDir" | "dataDir">): Promise<
  { modelDir: string } | { source: string; reason: string }
> {
  const dir = modelDir ?? join(dataDir, MODEL_ID);
  const fault = await findModelFault(dir);
  if (fault === null) return { modelDir: dir };
  return {
    source: modelDir === undefined ? `data folder (${dir})` : `EMBEDDING_MODEL_DIR (${dir})`,
    reason: fault,
  };
}
