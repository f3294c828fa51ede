import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { groupBy } from "../group-by.ts";
import { type JudgedResult, parseJsonLines, toJudgedResult } from "./judged-set.ts";
import { shuffle } from "./seeded-random.ts";
import { readSymptomPairs, type SymptomPair } from "./symptom-pairs.ts";

type PaddingPair = Pick<SymptomPair, "field" | "method" | "near">;

/** A text of that folder that reads as a result would, by its clauses. */
interface MethodText {
  field: string | null;
  clauses: string[];
}

const SEED = 10_000;

/**
 * Results that no need of a judged set asks for, to see what is still found in a larger market: the methods and near
 * misses of a folder of symptom-method pairs. Where they are too few, texts of one field are put together anew, the
 * first clause of one with the rest of another: still the trade's language, and each text its own.
 */
export async function readTrainingPadding(directory: string, count: number): Promise<JudgedResult[]> {
  return padResults(await readSymptomPairs(directory), count);
}

export function padResults(pairs: readonly PaddingPair[], count: number): JudgedResult[] {
  const texts = shuffle(pairs.flatMap(toMethodTexts), SEED);
  if (texts.length === 0 && count > 0) throw new Error("there are no texts to pad with");
  const padding: JudgedResult[] = [];
  const seen = new Set<string>();
  for (const text of [...texts, ...recombine(texts)]) {
    if (padding.length === count) return padding;
    const summary = text.clauses.join("");
    if (seen.has(summary)) continue;
    seen.add(summary);
    padding.push(toResult(text, `padding-${padding.length + 1}`));
  }
  if (padding.length < count) {
    throw new Error(`${texts.length} texts give only ${padding.length} results to pad with, not ${count}`);
  }
  return padding;
}

/** A folder of results in the format of a judged set, all of them. */
export async function readPaddingResults(directory: string): Promise<JudgedResult[]> {
  const path = join(directory, "results.jsonl");
  const results = parseJsonLines<Partial<JudgedResult>>(await readFile(path, "utf8"), path);
  return results.map((result, index) => toJudgedResult({ ...result, id: `padding-${index + 1}` }));
}

function toMethodTexts({ field, method, near }: PaddingPair): MethodText[] {
  return [method, near].map((text) => ({ field: field ?? null, clauses: text.split(/(?<=[，,；;。])/u) }));
}

/** Beginnings with the ends of others of their field: nearest neighbours in the list first, then further ones. */
function* recombine(texts: readonly MethodText[]): Generator<MethodText> {
  const byField = groupBy(texts, ({ field }) => field);
  for (let distance = 1; distance < texts.length; distance += 1) {
    for (const ofField of byField.values()) {
      if (distance >= ofField.length) continue;
      for (const [index, { field, clauses }] of ofField.entries()) {
        const other = ofField[(index + distance) % ofField.length]!;
        yield { field, clauses: [clauses[0]!, ...other.clauses.slice(1)] };
      }
    }
  }
}

function toResult({ field, clauses }: MethodText, id: string): JudgedResult {
  const title = clauses[0]!.replace(/[，,；;。]$/u, "");
  return toJudgedResult({ id, title, summary: clauses.join(""), field });
}
