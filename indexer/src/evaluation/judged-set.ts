import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { basename, join, resolve } from "node:path";

export interface JudgedDemand {
  id: string;
  title: string;
  description: string;
  keywords: string[];
  field: string | null;
  /** 分. */
  budgetFen: number | null;
  minTrl: number | null;
  cooperation: string[] | null;
  /** What makes the need hard or easy. */
  kind: string | null;
}

export interface JudgedResult {
  id: string;
  title: string;
  summary: string;
  advantages: string;
  keywords: string[];
  field: string | null;
  trl: number | null;
  cooperation: string[] | null;
  /** 分. */
  priceFen: number | null;
}

/** Grades 1 to 3 by the id of what was judged; what is not named is not relevant. */
export type Grades = ReadonlyMap<string, number>;

/** Needs, results, and how well each result that was judged serves a need. */
export interface JudgedSet {
  name: string;
  /** Of the three files: what a figure was measured on. */
  sha256: string;
  demands: JudgedDemand[];
  results: JudgedResult[];
  /** By need: grades of its results. */
  ofDemand: ReadonlyMap<string, Grades>;
  /** By result: grades of the needs it serves. */
  ofResult: ReadonlyMap<string, Grades>;
}

const FILES = ["demands.jsonl", "results.jsonl", "qrels.jsonl"] as const;

const unknownDemand = {
  title: "",
  description: "",
  keywords: [],
  field: null,
  budgetFen: null,
  minTrl: null,
  cooperation: null,
  kind: null,
};
const unknownResult = {
  title: "",
  summary: "",
  advantages: "",
  keywords: [],
  field: null,
  trl: null,
  cooperation: null,
  priceFen: null,
};

/** Reads the three files in the format of the market sample. Fields that a set does not know are unknown. */
export async function readJudgedSet(directory: string): Promise<JudgedSet> {
  const paths = FILES.map((file) => join(directory, file));
  const [demands, results, judgements] = await Promise.all(paths.map((path) => readFile(path, "utf8")));
  return toJudgedSet({
    name: basename(resolve(directory)),
    sha256: createHash("sha256").update(`${demands}\0${results}\0${judgements}`).digest("hex"),
    demands: parseJsonLines(demands!, paths[0]!),
    results: parseJsonLines(results!, paths[1]!),
    judgements: parseJsonLines(judgements!, paths[2]!),
  });
}

export function toJudgedSet(set: {
  name: string;
  sha256: string;
  demands: readonly Partial<JudgedDemand>[];
  results: readonly Partial<JudgedResult>[];
  judgements: readonly { demand: string; result: string; grade: number }[];
}): JudgedSet {
  const ofDemand = new Map<string, Map<string, number>>();
  const ofResult = new Map<string, Map<string, number>>();
  for (const { demand, result, grade } of set.judgements) {
    if (grade <= 0) continue;
    ofDemand.set(demand, (ofDemand.get(demand) ?? new Map<string, number>()).set(result, grade));
    ofResult.set(result, (ofResult.get(result) ?? new Map<string, number>()).set(demand, grade));
  }
  return {
    name: set.name,
    sha256: set.sha256,
    demands: set.demands.map((demand) => ({ ...unknownDemand, ...demand }) as JudgedDemand),
    results: set.results.map((result) => toJudgedResult(result)),
    ofDemand,
    ofResult,
  };
}

/** A result of which only some fields are known. */
export function toJudgedResult(known: Partial<JudgedResult>): JudgedResult {
  return { ...unknownResult, ...known } as JudgedResult;
}

export function parseJsonLines<T>(text: string, path: string): T[] {
  return text.split("\n").flatMap((line, index) => {
    if (line.trim() === "") return [];
    try {
      return [JSON.parse(line) as T];
    } catch (error) {
      throw new Error(`${path}, line ${index + 1}: not JSON`, { cause: error });
    }
  });
}
