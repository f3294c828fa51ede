import { MATCHING_ID, type Models } from "@market/shared/models";
import { shippedRecord, shippedWeights } from "../pairing/weights.ts";
import { isDuplicateKey } from "../store/duplicate-key.ts";
import { systemActor } from "../system-actor.ts";
import { adoptWeights, newRematch } from "./matching-acts.ts";

/**
 * Keeps the weights of the tree beside those that were fitted here, and puts them in force where there are none yet,
 * or where they are newer than other shipped ones. Weights fitted here, or pinned by a person, stay in force.
 */
export async function beginMatching(models: Models): Promise<void> {
  await keepShipped(models);
  await insertMatching(models);
  await upgrade(models);
}

async function keepShipped(models: Models): Promise<void> {
  const { version, passages, keywords } = shippedWeights;
  await models.WeightsVersion.updateOne(
    { _id: version },
    {
      $setOnInsert: {
        origin: "shipped",
        passages: partsOf(passages),
        keywords: partsOf(keywords),
        learned: [],
        base: null,
        fittedAt: shippedRecord.fittedAt,
        data: { judged: shippedRecord.judged, decisions: 0, declines: 0 },
        metrics: {
          judgedNdcg10: shippedRecord.judgedNdcg10,
          judgedNdcg10Before: null,
          heldOutLogLoss: null,
          heldOutAuc: null,
        },
        obstacles: [],
      },
    },
    { upsert: true },
  );
}

function partsOf({ weights, midpoint, spread }: (typeof shippedWeights)["passages"]) {
  return { weights, midpoint, spread };
}

async function insertMatching(models: Models): Promise<void> {
  if (await models.Matching.exists({ _id: MATCHING_ID })) return;
  const at = new Date();
  // A market from before weights were kept has pairings whose parts do not say all that learning goes by.
  const isOld = await models.Pairing.exists({});
  try {
    await models.Matching.create({
      _id: MATCHING_ID,
      generation: 1,
      weightsVersion: shippedWeights.version,
      shippedVersion: shippedWeights.version,
      rematch: isOld ? newRematch(at) : null,
      history: [{ at, actor: systemActor, act: "adopt", note: shippedWeights.version }],
    });
  } catch (error) {
    // Another indexer started in the same moment.
    if (!isDuplicateKey(error)) throw error;
  }
}

/**
 * Shipped weights get one chance of being adopted, at the first start of an indexer that brings them. That they had it
 * is noted last: a start that is cut off before is made up for by the next.
 */
async function upgrade(models: Models): Promise<void> {
  const { version } = shippedWeights;
  const matching = await models.Matching.findOne({
    _id: MATCHING_ID,
    shippedVersion: { $lt: version },
  }).lean();
  if (matching === null) return;
  const { generation, weightsVersion, isPinned } = matching;
  const isShipped = await models.WeightsVersion.exists({ _id: weightsVersion, origin: "shipped" });
  if (!isPinned && isShipped && weightsVersion !== version) {
    await adoptWeights(models, { version, generation, isPinned: false, actor: systemActor }, new Date());
  }
  await models.Matching.updateOne(
    { _id: MATCHING_ID, shippedVersion: { $lt: version } },
    { $set: { shippedVersion: version } },
  );
}
