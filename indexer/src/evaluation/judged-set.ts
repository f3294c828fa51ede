import { readFile } from "node:fs/promises";
import { join } from "node:path";

export interface JudgedDemand {
  id: string;
  title: string;
  description: string;
  keywords: string[];
  field: string;
  budgetFen: number | null;
  minTrl: number;
  cooperation: string[];
  /** What makes the need hard or easy. */
  kind: string;
}

export interface JudgedResult {
  id: string;
  title: string;
  summary: string;
  advantages: string;
  keywords: string[];
  field: string;
  trl: number;
  cooperation: string[];
  priceFen: number | null;
}

/** Needs, results, and for each need the results judged relevant, by grade 1 to 3. */
export interface JudgedSet {
  demands: JudgedDemand[];
  results: JudgedResult[];
  grades: Map<string, Map<string, number>>;
}

// Fields that a set does not know are simply unknown.
const unknownDemand = { keywords: [], field: "", budgetFen: null, minTrl: 1, cooperation: [], kind: "plain" };
const unknownResult = { advantages: "", keywords: [], field: "", trl: 9, cooperation: [], priceFen: null };

/** Reads `demands.jsonl`, `results.jsonl` and `qrels.jsonl` in the format of the market sample. */
export async function readJudgedSet(directory: string): Promise<JudgedSet> {
  const [demands, results, judgements] = await Promise.all([
    readJsonLines<JudgedDemand>(join(directory, "demands.jsonl")),
    readJsonLines<JudgedResult>(join(directory, "results.jsonl")),
    readJsonLines<{ demand: string; result: string; grade: number }>(join(directory, "qrels.jsonl")),
  ]);
  const grades = new Map<string, Map<string, number>>();
  for (const { demand, result, grade } of judgements) {
    const ofDemand = grades.get(demand) ?? new Map<string, number>();
    grades.set(demand, ofDemand.set(result, grade));
  }
  return {
    demands: demands.map((demand) => ({ ...unknownDemand, ...demand })),
    results: results.map((result) => ({ ...unknownResult, ...result })),
    grades,
  };
}

async function readJsonLines<T>(path: string): Promise<T[]> {
  const text = await readFile(path, "utf8");
  return text
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line, index) => {
      try {
        return JSON.parse(line) as T;
      } catch (error) {
        throw new Error(`${path}, line ${index + 1}: not JSON`, { cause: error });
      }
    });
}
