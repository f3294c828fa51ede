import { bootstrapInterval, meanOfKnown } from "../evaluation/bootstrap.ts";
import { groupBy } from "../group-by.ts";
import type { Weights } from "../pairing/weights.ts";
import type { DecidedPair } from "./decided-pairs.ts";
import { fitPenalties } from "./fit-penalties.ts";
import { foldsOf } from "./folds.ts";
import { logOddsOf } from "./log-odds.ts";

/** A figure before and after, on the same decisions. */
interface Comparison {
  before: number;
  after: number;
}

/** How weights fit decisions that were not learnt from, beside the weights in force. */
export interface HeldOutDecisions {
  /** Mean, in nats. */
  logLoss: Comparison;
  /** The chance that a fit ranks above a misfit; `null` where there are only ones or only the others. */
  auc: Comparison | null;
  /** Beyond what other decisions might have shown. */
  isBetter: boolean;
}

const FOLDS = 5;

interface Predicted {
  isFit: boolean;
  before: number;
  after: number;
}

/**
 * Predicts each decision by penalties fitted to the decisions on other needs, and by the weights in force. Of those,
 * what they were themselves fitted to would speak in their favour: only later decisions are compared.
 *
 * @returns `null` where there are too few needs to hold any out, or nothing that either side has not seen
 */
export function compareOnHeldOut(
  decided: readonly DecidedPair[],
  base: Weights,
  inForce: Weights,
  seenUntil: Date | null,
): HeldOutDecisions | null {
  const byDemand = groupBy(decided, ({ demandId }) => demandId);
  const needs = [...byDemand.values()].map((pairs) => ({ kind: pairs[0]!.demandField, pairs }));
  if (needs.length < FOLDS) return null;
  const predicted = foldsOf(needs, FOLDS).flatMap(({ training, heldOut }): Predicted[] => {
    const fitted = {
      ...base,
      learned: fitPenalties(
        training.flatMap(({ pairs }) => pairs),
        base,
      ),
    };
    return heldOut
      .flatMap(({ pairs }) => pairs)
      .filter(({ decidedAt }) => seenUntil === null || decidedAt > seenUntil)
      .map((pair) => ({
        isFit: pair.decision.isFit,
        before: logOddsOf(pair, inForce),
        after: logOddsOf(pair, fitted),
      }));
  });
  return predicted.length === 0 ? null : judge(predicted);
}

function judge(predicted: readonly Predicted[]): HeldOutDecisions {
  const losses = predicted.map(({ isFit, before, after }) => ({
    before: lossOf(isFit, before),
    after: lossOf(isFit, after),
  }));
  const gain = bootstrapInterval(
    losses.map(({ before, after }) => before - after),
    meanOfKnown,
  );
  const before = aucOf(predicted, "before");
  const after = aucOf(predicted, "after");
  const auc = before === null || after === null ? null : { before, after };
  return {
    logLoss: {
      before: meanOfKnown(losses.map((loss) => loss.before))!,
      after: meanOfKnown(losses.map((loss) => loss.after))!,
    },
    auc,
    isBetter: gain !== null && gain[0] > 0 && (auc === null || auc.after >= auc.before),
  };
}

/** Log loss of log-odds, without overflow. */
function lossOf(isFit: boolean, logOdds: number): number {
  const z = isFit ? -logOdds : logOdds;
  return Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z)));
}

/** By the sum of the ranks of the fits (Mann–Whitney), equal ones sharing theirs. */
function aucOf(predicted: readonly Predicted[], by: "before" | "after"): number | null {
  const fits = predicted.filter(({ isFit }) => isFit).length;
  const misfits = predicted.length - fits;
  if (fits === 0 || misfits === 0) return null;
  const sorted = predicted.toSorted((a, b) => a[by] - b[by]);
  let rankSum = 0;
  for (let start = 0; start < sorted.length; ) {
    let end = start;
    while (end < sorted.length && sorted[end]![by] === sorted[start]![by]) end += 1;
    const sharedRank = (start + 1 + end) / 2;
    rankSum += sharedRank * sorted.slice(start, end).filter(({ isFit }) => isFit).length;
    start = end;
  }
  return (rankSum - (fits * (fits + 1)) / 2) / (fits * misfits);
}
