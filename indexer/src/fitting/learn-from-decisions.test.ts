import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { DeclineReason, Field } from "@market/shared";
import { MATCHING_ID } from "@market/shared/models";
import { Types } from "mongoose";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import {
  type JudgedDemand,
  parseJsonLines,
  readJudgedSet,
  toJudgedResult,
  toJudgedSet,
} from "../evaluation/judged-set.ts";
import {
  type PreparedDemand,
  type PreparedResult,
  prepareDemands,
  prepareResults,
} from "../evaluation/scorable-judged-texts.ts";
import { seededRandom } from "../evaluation/seeded-random.ts";
import { beginMatching } from "../matching/begin-matching.ts";
import { adoptWeights, requestFit } from "../matching/matching-acts.ts";
import { readWeights } from "../matching/weights-watch.ts";
import { type PairingScore, scorePairing } from "../pairing/score-pairing.ts";
import { shippedWeights, type Weights } from "../pairing/weights.ts";
import { systemActor } from "../system-actor.ts";
import { openTestMarket, type TestMarket } from "../test/market.ts";
import { learnFromDecisions } from "./learn-from-decisions.ts";

const ROOT = resolve(import.meta.dirname, "../../..");
const SAMPLE = join(ROOT, "infra/seed/market-sample");
const PAIRS = join(ROOT, "indexer/training/symptom-method");
const TAUGHT: Field = "化工橡胶";
const OTHER: Field = "环保水处理";
const DECLINES = 60;
const NEEDS_A_FIELD = 40;
const DIMENSIONS = 128;

/** Alike where texts share pairs of characters: what is learnt does not hang on the model. */
const vectors = { adapter: null, embed: async (texts: readonly string[]) => texts.map(toVector) };

function toVector(text: string): Float32Array {
  const vector = new Float32Array(DIMENSIONS);
  for (let index = 0; index + 1 < text.length; index += 1) {
    const pair = text.charCodeAt(index) * 65_536 + text.charCodeAt(index + 1);
    vector[Math.floor(seededRandom(pair)() * DIMENSIONS)]! += 1;
  }
  const length = Math.hypot(...vector) || 1;
  return vector.map((value) => value / length);
}

/** The market of one field: needs in a company's words, what cures them, and what only sounds alike, of any readiness. */
interface FieldMarket {
  field: Field;
  demands: PreparedDemand[];
  results: PreparedResult[];
}

async function readFieldMarket(field: Field, file: string): Promise<FieldMarket> {
  const path = join(PAIRS, `${file}.jsonl`);
  const lines = parseJsonLines<{ symptom: string; method: string; near: string }>(
    await readFile(path, "utf8"),
    path,
  ).slice(0, NEEDS_A_FIELD);
  const random = seededRandom(1);
  const unknown = { keywords: [], field, budgetFen: null, cooperation: null, kind: null };
  const demands = lines.map(
    ({ symptom }, index): JudgedDemand => ({
      ...unknown,
      id: `D${index}`,
      title: symptom.slice(0, 20),
      description: symptom,
      minTrl: 6 + (index % 2),
    }),
  );
  const results = lines.flatMap(({ method, near }, index) =>
    [method, near].map((text, part) =>
      toJudgedResult({
        id: `R${index}${part}`,
        title: text.slice(0, 20),
        summary: text,
        field,
        trl: 4 + Math.floor(random() * 6),
      }),
    ),
  );
  return {
    field,
    demands: await prepareDemands(demands, vectors),
    results: await prepareResults(results, vectors),
  };
}

interface Scored {
  demand: PreparedDemand;
  result: PreparedResult;
  score: PairingScore;
}

function scoreAll({ results }: FieldMarket, demands: readonly PreparedDemand[], weights: Weights): Scored[] {
  return demands.flatMap((demand) =>
    results.map((result) => ({
      demand,
      result,
      score: scorePairing(demand.scorable, result.scorable, weights),
    })),
  );
}

const isUnready = ({ score }: Pick<Scored, "score">) =>
  score.factors.some(({ name, gap }) => name === "readiness" && gap > 0);

describe("learning from brokers' decisions", () => {
  const markets: TestMarket[] = [];
  let market: TestMarket;
  let taught: FieldMarket;
  let other: FieldMarket;

  beforeEach(async () => {
    taught ??= await readFieldMarket(TAUGHT, "chemicals-rubber");
    other ??= await readFieldMarket(OTHER, "water-treatment");
    market = await openTestMarket();
    markets.push(market);
    await beginMatching(market.models);
  });
  afterAll(() => Promise.all(markets.map((each) => each.close())));

  const readMatching = () => market.models.Matching.findById(MATCHING_ID).lean().orFail();
  const learn = async () =>
    learnFromDecisions({ models: market.models, judgedSets: [await readJudgedSet(SAMPLE)], vectors });

  /** Half of a field's needs are decided on, the others held out. */
  const decidedHalf = ({ demands }: FieldMarket) => demands.filter((_, index) => index % 2 === 0);
  const heldOutHalf = ({ demands }: FieldMarket) => demands.filter((_, index) => index % 2 === 1);

  /** A broker who works from the best pairing down, introducing what is ready and declining what is not. */
  async function decide(fieldMarket: FieldMarket, reasonFor: (pair: Scored) => DeclineReason | null) {
    const proposed = scoreAll(fieldMarket, decidedHalf(fieldMarket), shippedWeights).toSorted(
      (a, b) => b.score.score - a.score.score,
    );
    const declined: Scored[] = [];
    const documents = [];
    for (const pair of proposed) {
      const reason = reasonFor(pair);
      if (reason !== null) declined.push(pair);
      documents.push(toPairing(pair, fieldMarket.field, reason));
      if (declined.length === DECLINES) break;
    }
    expect(declined).toHaveLength(DECLINES);
    await market.models.Pairing.insertMany(documents);
  }

  const idOf = new Map<string, Types.ObjectId>();
  const objectIdOf = (name: string) => idOf.get(name) ?? idOf.set(name, new Types.ObjectId()).get(name)!;

  function toPairing({ demand, result, score }: Scored, field: Field, reason: DeclineReason | null) {
    const at = new Date();
    const acts = reason === null ? ["propose", "claim", "introduce"] : ["propose", "claim"];
    return {
      ...score,
      demandId: objectIdOf(field + demand.judged.id),
      resultId: objectIdOf(field + result.judged.id),
      demandOrganisationId: new Types.ObjectId(),
      resultOrganisationId: new Types.ObjectId(),
      demandField: field,
      resultField: field,
      demandRevision: 1,
      resultRevision: 1,
      weightsRank: 3,
      scoredAt: at,
      status: reason === null ? ("introduced" as const) : ("declined" as const),
      history: [
        ...acts.map((act) => ({ at, actor: systemActor, act })),
        ...(reason === null ? [] : [{ at, actor: systemActor, act: "decline", reason, note: "成熟度不够" }]),
      ],
    };
  }

  const declineUnready = (pair: Scored) => (isUnready(pair) ? "immature" : null);

  it("ranks what falls short lower after sixty declines, in that field's other needs, and moves no other score", async () => {
    await decide(taught, declineUnready);
    await requestFit(market.models, systemActor, new Date());
    expect(await learn()).toMatchObject({ outcome: "adopted" });

    const matching = await readMatching();
    expect(matching).toMatchObject({ generation: 2, learning: { requestedAt: null, outcome: "adopted" } });
    expect(matching.rematch).toMatchObject({ done: 0, finishedAt: null });
    const weights = await readWeights(market.models, matching.weightsVersion);
    expect(weights.learned).toMatchObject([{ demandField: TAUGHT, factor: "readiness" }]);

    const before = scoreAll(taught, heldOutHalf(taught), shippedWeights);
    const after = scoreAll(taught, heldOutHalf(taught), weights);
    expect(meanRankOfUnready(after)).toBeGreaterThan(meanRankOfUnready(before) * 1.05);
    for (const [index, pair] of after.entries()) {
      if (isUnready(pair)) expect(pair.score.score).toBeLessThan(before[index]!.score.score);
    }

    const otherBefore = [
      ...before.filter((pair) => !isUnready(pair)),
      ...scoreAll(other, other.demands, shippedWeights),
    ];
    const otherAfter = [
      ...after.filter((pair) => !isUnready(pair)),
      ...scoreAll(other, other.demands, weights),
    ];
    const changes = otherAfter.map(({ score }, index) =>
      Math.abs(score.score - otherBefore[index]!.score.score),
    );
    expect(changes.reduce((sum, change) => sum + change, 0) / changes.length).toBeLessThan(0.02);
  });

  it("keeps with the weights what they were fitted on and how they do, and adopts nothing from the same decisions again", async () => {
    await decide(taught, declineUnready);
    const { version } = await learn();
    const kept = await market.models.WeightsVersion.findById(version).lean().orFail();
    expect(kept).toMatchObject({ origin: "fitted", base: shippedWeights.version, obstacles: [] });
    expect(kept.data).toMatchObject({ declines: DECLINES, judged: [{ name: "market-sample", needs: 72 }] });
    const { judgedNdcg10, judgedNdcg10Before, heldOutLogLoss, heldOutAuc } = kept.metrics;
    expect(judgedNdcg10!).toBeGreaterThanOrEqual(judgedNdcg10Before!);
    expect(heldOutLogLoss!.after).toBeLessThan(heldOutLogLoss!.before);
    expect(heldOutAuc!.after).toBeGreaterThan(heldOutAuc!.before);

    expect(await learn()).toMatchObject({ outcome: "nothing-learnt", version: null });
    expect(await readMatching()).toMatchObject({ generation: 2, weightsVersion: version });
  });

  it("learns nothing from few decisions, nor from reasons that say nothing of the match", async () => {
    expect(await learn()).toEqual({ outcome: "too-few", version: null, decisions: 0 });
    await decide(taught, () => "has-partner");
    expect(await learn()).toMatchObject({ outcome: "too-few", decisions: 0 });
    expect(await readMatching()).toMatchObject({ generation: 1 });
  });

  it("keeps weights it may not adopt: pinned ones stay, and nothing is adopted that cannot be judged", async () => {
    await decide(taught, declineUnready);
    const pin = { version: shippedWeights.version, generation: 1, isPinned: true, actor: systemActor };
    await adoptWeights(market.models, pin, new Date());
    const learned = await learnFromDecisions({ models: market.models, judgedSets: [], vectors: null });
    expect(learned).toMatchObject({ outcome: "kept" });
    const kept = await market.models.WeightsVersion.findById(learned.version).lean().orFail();
    expect(kept.obstacles).toEqual(["not-judged", "pinned"]);
    expect(await readMatching()).toMatchObject({ generation: 1, weightsVersion: shippedWeights.version });
  });

  it("does not adopt what ranks judged needs worse", async () => {
    await decide(taught, declineUnready);
    const text = "丁腈橡胶密封圈泡在海水里三个月就发硬开裂，求两年不裂的配方。";
    const answer = { title: "密封圈开裂", summary: text, field: TAUGHT };
    const judged = toJudgedSet({
      name: "readiness does not matter",
      sha256: "",
      demands: [
        {
          id: "D",
          title: "密封圈开裂",
          description: text,
          field: TAUGHT,
          minTrl: 7,
          budgetFen: 100,
          cooperation: ["技术许可"],
        },
      ],
      results: [
        { ...answer, id: "unready", trl: 6, priceFen: 100, cooperation: ["技术许可"] },
        { ...answer, id: "ready", trl: 9, priceFen: 200, cooperation: ["技术开发"] },
      ],
      judgements: [{ demand: "D", result: "unready", grade: 3 }],
    } as Parameters<typeof toJudgedSet>[0]);
    const learned = await learnFromDecisions({ models: market.models, judgedSets: [judged], vectors });
    expect(learned).toMatchObject({ outcome: "kept" });
    const kept = await market.models.WeightsVersion.findById(learned.version).lean().orFail();
    expect(kept.obstacles).toEqual(["judged-worse"]);
    expect(await readMatching()).toMatchObject({ generation: 1 });
  });

  it("learns nothing where brokers introduce as much of what falls short as they decline", async () => {
    const random = seededRandom(4);
    await decide(taught, (pair) => (isUnready(pair) && random() < 0.5 ? "immature" : null));
    expect(await learn()).toMatchObject({ outcome: "nothing-learnt", version: null });
    expect(await readMatching()).toMatchObject({ generation: 1 });
  });
});

function meanRankOfUnready(pairs: readonly Scored[]): number {
  const demands = [...new Set(pairs.map(({ demand }) => demand))];
  const ranks = demands.flatMap((demand) =>
    pairs
      .filter((pair) => pair.demand === demand)
      .toSorted((a, b) => b.score.score - a.score.score)
      .flatMap((pair, index) => (isUnready(pair) ? [index + 1] : [])),
  );
  return ranks.reduce((sum, rank) => sum + rank, 0) / ranks.length;
}
