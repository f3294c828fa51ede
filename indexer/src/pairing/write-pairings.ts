import type { Models } from "@market/shared/models";
import type { Types } from "mongoose";
import type { AnnounceablePairing } from "../notification/pairing-notices.ts";
import type { StoredDemand, StoredResult } from "../publication/stored-text.ts";
import { duplicatePositionsOrThrow } from "../store/duplicate-key.ts";
import { systemActor } from "../system-actor.ts";
import type { PairingScore } from "./score-pairing.ts";

/** A scored pair, with the texts it was computed from. */
export interface ScoredPair {
  demand: StoredDemand;
  result: StoredResult;
  score: PairingScore;
}

/**
 * Writes scores. An update wins only if nothing it was computed from is older than what stands; a pair that stands
 * already keeps its status; a new one is proposed, to be announced.
 *
 * @param generation of the adoption that put the weights in force
 * @returns the pairings that are new, as far as it is known for sure: what is missing is found by its mark
 */
export async function writePairings(
  models: Models,
  pairs: readonly ScoredPair[],
  generation: number,
): Promise<AnnounceablePairing[]> {
  const at = new Date();
  const updates = pairs.map((pair) => toUpsert(pair, generation, at));
  const { inserted, refused } = await bulkUpsert(models, updates);
  // Refused because the pair stands: by a newer score, which is to stay, or by an older one that another worker
  // inserted in this moment, which the second round replaces.
  const again = refused.map((index) => updates[index]!);
  if (again.length > 0) await bulkUpsert(models, again);
  return [...inserted].map(([index, id]) => toAnnounceable(pairs[index]!, id, at));
}

function proposalAt(at: Date) {
  return { at, actor: systemActor, act: "propose", note: null };
}

function toAnnounceable(
  { demand, result, score }: ScoredPair,
  _id: Types.ObjectId,
  at: Date,
): AnnounceablePairing {
  return {
    _id,
    demandId: demand._id,
    resultId: result._id,
    demandOrganisationId: demand.organisationId,
    resultOrganisationId: result.organisationId,
    demandField: demand.field,
    resultField: result.field,
    score: score.score,
    status: "proposed",
    history: [proposalAt(at)],
    texts: { demand, result },
  };
}

/** Of the driver's collection, not mongoose's model: see {@link bulkUpsert}. */
type Upsert = Parameters<Models["Pairing"]["collection"]["bulkWrite"]>[0][number];

/**
 * How much a score's weights count against those of another: a later adoption more, whichever way it went; within
 * one, a score by passages more than one that was made while the model was away.
 */
function weightsRankOf({ evidence }: PairingScore, generation: number): number {
  return generation * 2 + (evidence.passages.length > 0 ? 1 : 0);
}

function toUpsert({ demand, result, score }: ScoredPair, generation: number, at: Date): Upsert {
  const weightsRank = weightsRankOf(score, generation);
  return {
    updateOne: {
      filter: {
        demandId: demand._id,
        resultId: result._id,
        demandRevision: { $lte: demand.revision },
        resultRevision: { $lte: result.revision },
        // Negated, so that pairs match too that were written before there was a rank.
        weightsRank: { $not: { $gt: weightsRank } },
      },
      update: {
        $set: {
          ...score,
          weightsRank,
          demandRevision: demand.revision,
          resultRevision: result.revision,
          demandOrganisationId: demand.organisationId,
          resultOrganisationId: result.organisationId,
          demandField: demand.field,
          resultField: result.field,
          scoredAt: at,
          updatedAt: at,
        },
        $setOnInsert: {
          createdAt: at,
          status: "proposed",
          history: [proposalAt(at)],
          announce: true,
          announced: 0,
          closedReason: null,
          brokerId: null,
          brokerName: null,
          claimedAt: null,
          contractId: null,
        },
      },
      upsert: true,
    },
  };
}

/** By index of the update: ids of what was inserted, and what a standing pair refused. */
interface UpsertOutcome {
  inserted: Map<number, Types.ObjectId>;
  refused: number[];
}

/** Past mongoose: what is written is complete and of the schema by type, and casting it costs as much as scoring it. */
async function bulkUpsert(models: Models, updates: readonly Upsert[]): Promise<UpsertOutcome> {
  try {
    const { upsertedIds } = await models.Pairing.collection.bulkWrite([...updates], { ordered: false });
    return {
      inserted: new Map(Object.entries(upsertedIds).map(([index, id]) => [Number(index), id])),
      refused: [],
    };
  } catch (error) {
    return { inserted: new Map(), refused: duplicatePositionsOrThrow(error) };
  }
}
