import type { FactorName } from "@market/shared";
import type { Proposals, RankedText } from "../evaluation/rank-texts.ts";
import { toScore } from "../pairing/score-pairing.ts";
import type { WeightSet } from "../pairing/weights.ts";
import { fitWeightSet, pointsOf, type TrainingNeed } from "./fit-weight-set.ts";
import { foldsOf } from "./folds.ts";

/** Which of the two ways of scoring is fitted. */
export type FittedMethod = "ours" | "oursByKeywords";

/** A need with the weights that were fitted without it. */
export interface HeldOutNeed {
  fold: number;
  need: RankedText;
  weightSet: WeightSet;
  proposals: Proposals;
}

/** Scores every need by weights fitted on the other folds. */
export function crossValidate(
  needs: readonly RankedText[],
  method: FittedMethod,
  base: WeightSet,
  foldCount: number,
): HeldOutNeed[] {
  const dealt = needs.map((need) => ({ kind: need.kind, need, training: toTrainingNeed(need, method) }));
  return foldsOf(dealt, foldCount).flatMap(({ training, heldOut }, fold) => {
    const { weightSet } = fitWeightSet(
      training.map((item) => item.training),
      base,
    );
    return heldOut.map(({ need }) => ({
      fold,
      need,
      weightSet,
      proposals: rescore(need.proposals[method], weightSet),
    }));
  });
}

export function toTrainingNeed({ kind, grades, proposals }: RankedText, method: FittedMethod): TrainingNeed {
  const { candidateIds, scores } = proposals[method];
  return {
    kind,
    pairs: candidateIds.map((id) => ({ values: valuesOf(scores.get(id)!), grade: grades.get(id) ?? 0 })),
  };
}

/** The same findings under other weights. */
export function rescore({ candidateIds, scores }: Proposals, weightSet: WeightSet): Proposals {
  const rescored = candidateIds.map((id) => {
    const scored = scores.get(id)!;
    const points = pointsOf(valuesOf(scored), weightSet.weights);
    return [id, { ...scored, points, score: toScore(points, weightSet) }] as const;
  });
  return { candidateIds, scores: new Map(rescored) };
}

function valuesOf({ factors }: { factors: readonly { name: FactorName; value: number }[] }) {
  return Object.fromEntries(factors.map(({ name, value }) => [name, value])) as Record<FactorName, number>;
}
