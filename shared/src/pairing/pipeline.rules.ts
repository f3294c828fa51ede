import { dayOf, startOfDay } from "../calendar.ts";
import type { PipelineDeal, PipelineStage, PipelineStageName } from "./pipeline.schema.ts";

const DAY_MS = 24 * 60 * 60 * 1000;

/** How many nights of the city's calendar lie between two instants. */
export function daysBetween(from: Date, to: Date): number {
  return Math.round((startOfDay(dayOf(to)).getTime() - startOfDay(dayOf(from)).getTime()) / DAY_MS);
}

/** A step whose day has passed; on the day itself there is still time. */
export function isStepOverdue(nextStep: { dueOn: string } | null, at: Date): boolean {
  return nextStep !== null && nextStep.dueOn < dayOf(at);
}

/**
 * A column of the board: overdue steps first, then by the day they are due, then what has no step at all, the longest
 * waiting first.
 *
 * @param shown how many deals of it to give; counts and sums are over all
 */
export function pipelineStageOf(
  stage: PipelineStageName,
  deals: readonly PipelineDeal[],
  shown: number,
): PipelineStage {
  return {
    stage,
    count: deals.length,
    valueFen: deals.reduce((sum, { value }) => sum + (value?.amountFen ?? 0), 0),
    unvalued: deals.filter(({ value }) => value === null).length,
    deals: [...deals].sort(byUrgency).slice(0, shown),
  };
}

const NO_STEP = "9999-12-31";

function byUrgency(a: PipelineDeal, b: PipelineDeal): number {
  const dueA = a.nextStep?.dueOn ?? NO_STEP;
  const dueB = b.nextStep?.dueOn ?? NO_STEP;
  if (dueA !== dueB) return dueA < dueB ? -1 : 1;
  return a.stageSince < b.stageSince ? -1 : 1;
}
