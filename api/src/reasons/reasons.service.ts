import {
  dayOf,
  defaultReasonsSetting,
  type ReasonsSetting,
  type UpdateReasonsSetting,
  type WordedReasons,
} from "@market/shared";
import {
  type Models,
  REASONS_SETTING_ID,
  reasonsBasisOf,
  type WordedReasonsDocument,
} from "@market/shared/models";
import type { Caller } from "../caller.ts";
import type { StoredPairing } from "../pairing/pairing.service.ts";

const off: WordedReasons = { state: "off", sentences: [], model: null, wordedAt: null };

/**
 * The chat model's words about a pairing as it stands. Asking for them is what has the indexer ask the model, once
 * for each state of the pairing; asking again only looks.
 *
 * @param chatModel the model that is set, if any
 */
export async function askForReasons(
  models: Models,
  pairing: StoredPairing,
  chatModel: string | undefined,
  at: Date,
): Promise<WordedReasons> {
  if (chatModel === undefined || !(await readSetting(models)).outsideAllowed) return off;
  const basis = reasonsBasisOf(pairing, chatModel);
  const standing = await models.WordedReasons.findById(pairing._id).lean();
  if (standing?.basis === basis) return present(standing);
  const words = { dueAt: at, attempts: 0, sentences: [], wordedAt: null, discarded: null };
  // Where two ask at once the second finds it asked for: both want the same.
  await models.WordedReasons.updateOne(
    { _id: pairing._id },
    { $set: { basis, model: chatModel, ...words } },
    { upsert: true },
  );
  return { state: "pending", sentences: [], model: chatModel, wordedAt: null };
}

function present({ dueAt, sentences, model, wordedAt }: WordedReasonsDocument): WordedReasons {
  const isWorded = wordedAt != null && sentences.length > 0;
  return {
    state: isWorded ? "worded" : dueAt != null ? "pending" : "computed",
    sentences,
    model,
    wordedAt: wordedAt?.toISOString() ?? null,
  };
}

/** What the administrator allows, and what of it is used today. */
export async function describeReasonsSetting(
  models: Models,
  chatModel: string | undefined,
  at: Date,
): Promise<ReasonsSetting> {
  const [setting, use] = await Promise.all([readSetting(models), models.ChatUse.findById(dayOf(at)).lean()]);
  return { ...setting, model: chatModel ?? null, askedToday: use?.asked ?? 0, asOf: at.toISOString() };
}

/** Changes what is allowed; what is left out stays. */
export async function updateReasonsSetting(
  models: Models,
  caller: Caller,
  changes: UpdateReasonsSetting,
  at: Date,
): Promise<void> {
  await models.ReasonsSetting.updateOne(
    { _id: REASONS_SETTING_ID },
    { $set: { ...changes, changedAt: at, changedBy: caller.name } },
    { upsert: true },
  );
}

async function readSetting(models: Models) {
  const kept = await models.ReasonsSetting.findById(REASONS_SETTING_ID).lean();
  return {
    outsideAllowed: kept?.outsideAllowed ?? defaultReasonsSetting.outsideAllowed,
    dailyBudget: kept?.dailyBudget ?? defaultReasonsSetting.dailyBudget,
    changedAt: kept?.changedAt.toISOString() ?? null,
    changedBy: kept?.changedBy ?? null,
  };
}
