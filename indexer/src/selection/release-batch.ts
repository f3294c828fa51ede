import { decidedSelection } from "@market/shared";
import type { Models, SelectionCallDocument } from "@market/shared/models";
import type { Types } from "mongoose";

export type StoredCall = SelectionCallDocument & { _id: Types.ObjectId };

/**
 * Brings every decision of a released batch into its result: one atomic write each, with the history entry and the
 * work that an official's single decision leaves too. A result whose history has the release already is left alone,
 * so a release that was cut off is carried out again from its start and comes to the same.
 */
export async function releaseBatch(models: Models, call: StoredCall): Promise<void> {
  const release = call.history.find(({ act }) => act === "release");
  if (release === undefined || call.batch == null) return;
  const { at, actor } = release;
  for (const { resultId, outcome, reason } of call.decisions) {
    const { act, selection } = decidedSelection({ decision: outcome, batch: call.batch, note: reason, at });
    await models.Result.updateOne(
      {
        _id: resultId,
        // Selected meanwhile by an official's own decision: that one stands.
        "selection.state": { $ne: "selected" },
        history: { $not: { $elemMatch: { act, at } } },
      },
      {
        $set: {
          selection,
          announce: true,
          "indexing.dueAt": new Date(),
          "indexing.attempts": 0,
          "indexing.lastError": null,
        },
        $inc: { revision: 1 },
        $push: { history: { at, actor, act, note: reason } },
      },
      { runValidators: true },
    );
  }
}
