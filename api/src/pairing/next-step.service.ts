import { dayOf, type PlanNextStep, plannableStatuses } from "@market/shared";
import type { Models } from "@market/shared/models";
import { actorOf, type Caller } from "../caller.ts";
import { ApiError, fieldError } from "../errors.ts";
import { getPairingOrThrow, type StoredPairing, standingOf } from "./pairing.service.ts";

/**
 * Keeps what the claimer will do next, in place of what they were to do before.
 *
 * @throws {ApiError} 400 for a day that has passed, 403 for anybody else, 409 when nobody works on the pairing
 */
export async function planNextStep(
  models: Models,
  caller: Caller,
  id: string,
  { text, dueOn }: PlanNextStep,
  at: Date,
): Promise<StoredPairing> {
  if (dueOn < dayOf(at)) throw fieldError("dueOn", "deadline.past");
  const planned = { text: text.trim(), dueOn, setAt: at };
  return changeNextStep(models, caller, id, at, {
    nextStep: planned,
    act: "planStep",
    note: `${dueOn} ${planned.text}`,
  });
}

/** Notes that the step that was due is done. Without one there is nothing to note, and the pairing stays as it is. */
export async function finishNextStep(
  models: Models,
  caller: Caller,
  id: string,
  at: Date,
): Promise<StoredPairing> {
  const { nextStep } = await getPairingOrThrow(models, caller, id);
  return changeNextStep(models, caller, id, at, {
    nextStep: null,
    act: "finishStep",
    note: nextStep?.text ?? null,
  });
}

interface StepChange {
  nextStep: StoredPairing["nextStep"];
  act: "planStep" | "finishStep";
  note: string | null;
}

async function changeNextStep(
  models: Models,
  caller: Caller,
  id: string,
  at: Date,
  { nextStep, act, note }: StepChange,
): Promise<StoredPairing> {
  const pairing = await getPairingOrThrow(models, caller, id);
  if (!standingOf(pairing, caller).isClaimer) throw new ApiError("pairing.notYours");
  const changed = await models.Pairing.findOneAndUpdate(
    {
      _id: id,
      brokerId: caller.id,
      status: { $in: plannableStatuses },
      ...(nextStep === null && { nextStep: { $ne: null } }),
    },
    { $set: { nextStep }, $push: { history: { at, actor: actorOf(caller), act, note } } },
    { returnDocument: "after" },
  ).lean<StoredPairing>();
  if (changed !== null) return changed;
  const current = await getPairingOrThrow(models, caller, id);
  if (nextStep === null && current.nextStep == null) return current;
  throw new ApiError("pairing.wrongStatus", { currentStatus: current.status });
}
