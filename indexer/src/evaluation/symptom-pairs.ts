import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { parseJsonLines } from "./judged-set.ts";

/** One line of `training/symptom-method`: a complaint, what cures it, and what sounds alike and does not. */
export interface SymptomPair {
  field?: string;
  symptom: string;
  method: string;
  near: string;
}

/** The pairs of a folder, file by file in the order of their names. */
export async function readSymptomPairs(directory: string): Promise<SymptomPair[]> {
  const names = (await readdir(directory)).filter((name) => name.endsWith(".jsonl")).toSorted();
  const files = await Promise.all(
    names.map(async (name) => {
      const path = join(directory, name);
      return parseJsonLines<SymptomPair>(await readFile(path, "utf8"), path);
    }),
  );
  return files.flat();
}
