import { MATCHING_ID } from "@market/shared/models";
import type { IndexerContext } from "../indexer-context.ts";
import { repairIndexes } from "../publication/repair-index.ts";
import { systemActor } from "../system-actor.ts";
import { newRematch } from "./matching-acts.ts";

/**
 * Notes which embedding model texts are matched with. Where it is another than before, every text is embedded anew
 * by work of its own, and then matched anew: the first of them met counterparts that still had the old vectors.
 */
export async function noteModel(context: IndexerContext): Promise<void> {
  const { models, engines, logger } = context;
  const identity = engines.model?.identity;
  if (identity === undefined) return;
  const { modelIdentity = null } = await models.Matching.findById(MATCHING_ID).lean().orFail();
  if (modelIdentity === identity) return;
  if (modelIdentity === null) {
    await models.Matching.updateOne(
      { _id: MATCHING_ID, modelIdentity },
      { $set: { modelIdentity: identity } },
    );
    return;
  }
  // Without the index nothing can be made due; the same is tried again when it is back.
  if (!engines.isSearchReady) return;
  await repairIndexes(context);
  const at = new Date();
  await models.Matching.updateOne(
    { _id: MATCHING_ID, modelIdentity },
    {
      $set: { modelIdentity: identity, rematch: newRematch(at) },
      $push: { history: { at, actor: systemActor, act: "model", note: identity } },
    },
  );
  logger.info({ before: modelIdentity, identity }, "another model: everything is matched anew");
}
