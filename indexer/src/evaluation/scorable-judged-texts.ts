import { CooperationSchema } from "@market/shared";
import { demandWords, passagesOf, resultWords, type Words } from "../embedding/embedding-text.ts";
import { adaptNeeds, type NeedAdapter, toNeedQueries } from "../embedding/need-adapter.ts";
import type { ScorableDemand, ScorableResult } from "../pairing/score-pairing.ts";
import { similarityToStrangers } from "../pairing/similarity.ts";
import strangers from "../pairing/stranger-passages.json" with { type: "json" };
import { termsOf } from "../pairing/terms.ts";
import type { JudgedDemand, JudgedResult } from "./judged-set.ts";

/** A judged text with all that the product's score and the plain searches read. */
interface Prepared<Judged, Scorable> {
  judged: Judged;
  scorable: Scorable & { vectors: Float32Array[] };
  /** Of the passages, as the model made them: what the index holds. */
  passageVectors: Float32Array[];
  /** Of the passages, as the other side is searched by them. */
  queryVectors: Float32Array[];
  /** Cut to what the model reads: what a plain vector search asks with. */
  wholeText: string;
}

export type PreparedDemand = Prepared<JudgedDemand, ScorableDemand>;
export type PreparedResult = Prepared<JudgedResult, ScorableResult>;

/** Whatever gives the vectors of texts, in their order, and turns those of needs as the product does. */
export interface TextVectors {
  embed(texts: readonly string[]): Promise<Float32Array[]>;
  adapter: NeedAdapter | null;
}

/** The model reads 512 tokens, of about one character each. */
const WHOLE_TEXT_LENGTH = 480;

export async function prepareDemands(
  demands: readonly JudgedDemand[],
  vectors: TextVectors,
): Promise<PreparedDemand[]> {
  const strangerVectors = await vectors.embed(strangers.passages);
  const texts = await prepareTexts(demands.map(demandWords), vectors);
  return demands.map((judged, index) => {
    const { wholeText, passageVectors, ...shared } = texts[index]!;
    const needVectors = adaptNeeds(vectors.adapter, passageVectors);
    const scorable = {
      ...shared,
      ...waysOf(judged),
      vectors: needVectors,
      strangeness: similarityToStrangers(needVectors, strangerVectors),
      // Asks for nothing, as far as is known.
      minTrl: judged.minTrl ?? 1,
      budgetFen: judged.budgetFen,
    };
    return { judged, scorable, passageVectors, queryVectors: needVectors, wholeText };
  });
}

export async function prepareResults(
  results: readonly JudgedResult[],
  vectors: TextVectors,
): Promise<PreparedResult[]> {
  const texts = await prepareTexts(results.map(resultWords), vectors);
  return results.map((judged, index) => {
    const { wholeText, passageVectors, ...shared } = texts[index]!;
    const { trl, priceFen } = judged;
    const scorable = {
      ...shared,
      ...waysOf(judged),
      vectors: passageVectors,
      // Falls short of nothing, as far as is known.
      trl: trl ?? 9,
      priceFen,
    };
    const queryVectors = toNeedQueries(vectors.adapter, passageVectors);
    return { judged, scorable, passageVectors, queryVectors, wholeText };
  });
}

/** Ways of cooperation that nobody named exclude nothing. */
function waysOf({ field, cooperation }: JudgedDemand | JudgedResult) {
  return { field, cooperation: cooperation ?? CooperationSchema.enum, district: null };
}

async function prepareTexts(texts: readonly Words[], kept: TextVectors) {
  const passages = texts.map(passagesOf);
  const allVectors = await kept.embed(passages.flat());
  let start = 0;
  return texts.map((words, index) => {
    const end = start + passages[index]!.length;
    const passageVectors = allVectors.slice(start, end);
    start = end;
    return {
      passages: passages[index]!,
      passageVectors,
      terms: termsOf(words),
      wholeText: `${words.title}\n${words.body}`.slice(0, WHOLE_TEXT_LENGTH),
    };
  });
}
