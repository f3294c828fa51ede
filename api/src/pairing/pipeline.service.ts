import {
  daysBetween,
  isStepOverdue,
  type Pipeline,
  type PipelineDeal,
  PipelineStageNameSchema,
  pipelineStageOf,
} from "@market/shared";
import type { Models } from "@market/shared/models";
import type { Caller } from "../caller.ts";
import { type PairedTexts, readPairedTexts } from "./paired-texts.ts";
import { presentPairing } from "./pairing.presenter.ts";
import type { StoredPairing } from "./pairing.service.ts";

/** More cards than these nobody reads on a board; counts and sums are over all. */
const SHOWN_A_STAGE = 60;

/** The calling broker's deals by stage. */
export async function readPipeline(models: Models, caller: Caller, at: Date): Promise<Pipeline> {
  const pairings = await models.Pairing.find(
    { brokerId: caller.id, status: { $in: PipelineStageNameSchema.enum } },
    { factors: 0, evidence: 0 },
  ).lean<StoredPairing[]>();
  const texts = await readPairedTexts(models, pairings);
  const amounts = await readContractAmounts(models, texts);
  const deals = pairings.map((pairing) => presentDeal(pairing, texts, amounts, caller, at));
  return {
    stages: PipelineStageNameSchema.enum.map((stage) =>
      pipelineStageOf(
        stage,
        deals.filter(({ status }) => status === stage),
        SHOWN_A_STAGE,
      ),
    ),
    overdue: deals.filter(({ isOverdue }) => isOverdue).length,
    asOf: at.toISOString(),
  };
}

/** What the live contracts come to, by the pairing's id. */
async function readContractAmounts(models: Models, { contracts }: PairedTexts): Promise<Map<string, number>> {
  const priced = await models.Contract.find(
    { _id: { $in: [...contracts.values()].map(({ _id }) => _id) } },
    { amountFen: 1, livePairingId: 1 },
  ).lean();
  return new Map(priced.map(({ livePairingId, amountFen }) => [String(livePairingId), amountFen]));
}

function presentDeal(
  stored: StoredPairing,
  texts: PairedTexts,
  amounts: Map<string, number>,
  caller: Caller,
  at: Date,
): PipelineDeal {
  const evidence = { passages: [], terms: [], against: [] } as unknown as StoredPairing["evidence"];
  const pairing = presentPairing(
    { ...stored, factors: [] as unknown as StoredPairing["factors"], evidence },
    texts,
    caller,
  );
  const { id, demand, result, score, status, stageSince, nextStep, acts } = pairing;
  const contractFen = amounts.get(id);
  const budgetFen = demand.budgetFen ?? null;
  return {
    id,
    demand: { id: demand.id, title: demand.title },
    result: { id: result.id, title: result.title },
    score,
    status,
    value:
      contractFen !== undefined
        ? { amountFen: contractFen, source: "contract" }
        : budgetFen !== null
          ? { amountFen: budgetFen, source: "budget" }
          : null,
    stageSince,
    daysInStage: daysBetween(new Date(stageSince), at),
    nextStep,
    isOverdue: status !== "contracted" && isStepOverdue(nextStep, at),
    acts,
  };
}
