import { dayOf, defaultReasonsSetting } from "@market/shared";
import { type Models, REASONS_SETTING_ID } from "@market/shared/models";
import { isDuplicateKey } from "../store/duplicate-key.ts";

/** What the administrator allows at this moment. */
export async function readAllowance(
  models: Models,
): Promise<{ outsideAllowed: boolean; dailyBudget: number }> {
  const kept = await models.ReasonsSetting.findById(REASONS_SETTING_ID).lean();
  return {
    outsideAllowed: kept?.outsideAllowed ?? defaultReasonsSetting.outsideAllowed,
    dailyBudget: kept?.dailyBudget ?? defaultReasonsSetting.dailyBudget,
  };
}

/** Takes one question off the day's budget; `false` where none is left, however many indexers ask. */
export async function spendQuestion(models: Models, dailyBudget: number, now: Date): Promise<boolean> {
  if (dailyBudget === 0) return false;
  try {
    await models.ChatUse.updateOne(
      { _id: dayOf(now), asked: { $lt: dailyBudget } },
      { $inc: { asked: 1 } },
      { upsert: true },
    );
    return true;
  } catch (error) {
    // The day is there, and the filter left it out: it is used up, or another indexer has just made it.
    if (!isDuplicateKey(error)) throw error;
    const { matchedCount } = await models.ChatUse.updateOne(
      { _id: dayOf(now), asked: { $lt: dailyBudget } },
      { $inc: { asked: 1 } },
    );
    return matchedCount > 0;
  }
}
