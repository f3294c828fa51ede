import {
  actableStatuses,
  type DeclinePairing,
  isOpenAt,
  openPairingStatuses,
  type PairingAct,
  type PairingQuery,
  type PairingStanding,
  pairingActs,
} from "@market/shared";
import type { Models, PairingDocument } from "@market/shared/models";
import type { QueryFilter, Types, UpdateQuery } from "mongoose";
import { actorOf, type Caller } from "../caller.ts";
import { ApiError } from "../errors.ts";
import { findIntroductionDeclines } from "./introduction-declines.ts";

export type StoredPairing = PairingDocument & { _id: Types.ObjectId };

/** How a person stands to a pairing, for the rules to judge by. */
export function standingOf(pairing: StoredPairing, caller: Caller): PairingStanding {
  const isOwn = (organisationId: Types.ObjectId) =>
    caller.organisationId !== null && String(organisationId) === caller.organisationId;
  return {
    role: caller.role,
    isVerifiedBroker: caller.isVerifiedBroker,
    isClaimer: pairing.brokerId != null && String(pairing.brokerId) === caller.id,
    ownsDemand: isOwn(pairing.demandOrganisationId),
    ownsResult: isOwn(pairing.resultOrganisationId),
  };
}

/** Whether a person's lists may show a pairing, or may have shown it until a moment ago. */
export function concerns(pairing: StoredPairing, person: Caller): boolean {
  const { role, ownsDemand, ownsResult } = standingOf(pairing, person);
  return role === "broker" || role === "official" || role === "admin" || ownsDemand || ownsResult;
}

/** The pairings a person may see: officials all, brokers the open ones and their own, owners their own. */
function visibleTo(caller: Caller): QueryFilter<PairingDocument> {
  if (caller.role === "official" || caller.role === "admin") return {};
  const ways: QueryFilter<PairingDocument>[] = [];
  if (caller.role === "broker") {
    ways.push({ status: { $in: openPairingStatuses } }, { brokerId: caller.id });
  }
  if (caller.organisationId !== null) {
    ways.push(
      { demandOrganisationId: caller.organisationId },
      { resultOrganisationId: caller.organisationId },
    );
  }
  return ways.length > 0 ? { $or: ways } : { _id: { $in: [] } };
}

function matching(query: PairingQuery, caller: Caller): QueryFilter<PairingDocument> {
  return {
    ...(query.demand !== undefined && { demandId: query.demand }),
    ...(query.result !== undefined && { resultId: query.result }),
    ...(query.status !== undefined && { status: query.status }),
    ...(query.minScore !== undefined && { score: { $gte: query.minScore } }),
    ...(query.mine === true && { brokerId: caller.id }),
    ...(query.field !== undefined && {
      $or: [{ demandField: query.field }, { resultField: query.field }],
    }),
  };
}

/** Those whose introduction was declined in the month and for the reason asked for, as the figures count them. */
async function declinedAs(
  models: Models,
  caller: Caller,
  { declinedIn, declineReason }: PairingQuery,
): Promise<QueryFilter<PairingDocument>> {
  if (declinedIn === undefined && declineReason === undefined) return {};
  const declines = await findIntroductionDeclines(models, visibleTo(caller), {});
  return {
    _id: {
      $in: declines
        .filter(
          ({ month, reason }) => month === (declinedIn ?? month) && reason === (declineReason ?? reason),
        )
        .map(({ pairing }) => pairing._id),
    },
  };
}

const sortOrders = { score: { score: -1, _id: -1 }, newest: { createdAt: -1, _id: -1 } } as const;

/** A page of the pairings that a person may see, the best first unless the query says otherwise. */
export async function listPairings(
  models: Models,
  caller: Caller,
  { page = 1, pageSize = 20, sort = "score", ...query }: PairingQuery,
): Promise<{ pairings: StoredPairing[]; total: number }> {
  const filter = {
    $and: [visibleTo(caller), matching(query, caller), await declinedAs(models, caller, query)],
  };
  const [pairings, total] = await Promise.all([
    models.Pairing.find(filter)
      .sort(sortOrders[sort])
      .skip((page - 1) * pageSize)
      .limit(pageSize)
      .lean<StoredPairing[]>(),
    models.Pairing.countDocuments(filter),
  ]);
  return { pairings, total };
}

/** The best of the pairings of some texts that a person may see, and how many there are. */
export async function findPairingsOf(
  models: Models,
  caller: Caller,
  texts: { demandIds: readonly Types.ObjectId[]; resultIds: readonly Types.ObjectId[] },
  limit: number,
): Promise<{ pairings: StoredPairing[]; total: number }> {
  const ofTexts = { $or: [{ demandId: { $in: texts.demandIds } }, { resultId: { $in: texts.resultIds } }] };
  const filter = { $and: [visibleTo(caller), ofTexts] };
  const [pairings, total] = await Promise.all([
    models.Pairing.find(filter).sort(sortOrders.score).limit(limit).lean<StoredPairing[]>(),
    models.Pairing.countDocuments(filter),
  ]);
  return { pairings, total };
}

/** @throws {ApiError} 404 for a pairing that does not exist or that the caller may not see */
export async function getPairingOrThrow(models: Models, caller: Caller, id: string): Promise<StoredPairing> {
  const pairing = await models.Pairing.findOne({
    $and: [{ _id: id }, visibleTo(caller)],
  }).lean<StoredPairing>();
  if (pairing === null) throw new ApiError("record.notFound");
  return pairing;
}

/**
 * Claims a proposed pairing for a verified broker. Of several who claim at once the filter on status lets one win;
 * the one who has claimed it may ask again and gets it again.
 *
 * @throws {ApiError} 403 for who is no verified broker, 409 when it is not proposed or one of its texts has left
 */
export async function claimPairing(
  models: Models,
  caller: Caller,
  id: string,
  note: string | undefined,
): Promise<StoredPairing> {
  if (caller.role === "broker" && !caller.isVerifiedBroker) throw new ApiError("broker.notVerified");
  const pairing = await getPairingOrThrow(models, caller, id);
  if (pairing.status === "claimed" && standingOf(pairing, caller).isClaimer) return pairing;
  const from = actableStatusesOrThrow("claim", pairing, caller);
  await checkTextsStillOpen(models, pairing);
  const at = new Date();
  const claimed = await models.Pairing.findOneAndUpdate(
    { _id: id, status: { $in: from } },
    pushAct("claim", caller, at, { note }, { brokerId: caller.id, brokerName: caller.name, claimedAt: at }),
    { returnDocument: "after" },
  ).lean<StoredPairing>();
  if (claimed !== null) return claimed;
  const current = await getPairingOrThrow(models, caller, id);
  // Two clicks of one broker race like two brokers do, but neither of them has lost.
  if (current.status === "claimed" && standingOf(current, caller).isClaimer) return current;
  throw new ApiError("pairing.wrongStatus", { currentStatus: current.status });
}

/** Carries out any act but `claim`; what it needs of words is for its route's schema to ask. */
export async function actOnPairing(
  models: Models,
  caller: Caller,
  id: string,
  act: Exclude<PairingAct, "claim">,
  words: { note?: string } | DeclinePairing,
): Promise<StoredPairing> {
  const pairing = await getPairingOrThrow(models, caller, id);
  const from = actableStatusesOrThrow(act, pairing, caller);
  const { isClaimer } = standingOf(pairing, caller);
  const released = act === "release" ? { brokerId: null, brokerName: null, claimedAt: null } : {};
  // What a broker was about to do ends with their part in it.
  const unplanned = act === "release" || act === "decline" ? { nextStep: null } : {};
  const moved = await models.Pairing.findOneAndUpdate(
    // A claimer acts on their own claim: meanwhile it may have been released and claimed by somebody else.
    { _id: id, status: { $in: from }, ...(isClaimer && { brokerId: caller.id }) },
    pushAct(act, caller, new Date(), words, { ...released, ...unplanned }),
    { returnDocument: "after" },
  ).lean<StoredPairing>();
  if (moved !== null) return moved;
  const current = await getPairingOrThrow(models, caller, id);
  throw new ApiError("pairing.wrongStatus", { currentStatus: current.status });
}

function actableStatusesOrThrow(act: PairingAct, pairing: StoredPairing, caller: Caller) {
  const statuses = actableStatuses(act, standingOf(pairing, caller));
  if (statuses.length === 0) throw new ApiError("pairing.notYours");
  if (!statuses.includes(pairing.status)) {
    throw new ApiError("pairing.wrongStatus", { currentStatus: pairing.status });
  }
  return statuses;
}

/** The indexer closes pairings whose texts have left, but it may not have come to it yet. */
async function checkTextsStillOpen(models: Models, pairing: StoredPairing): Promise<void> {
  const [demand, result] = await Promise.all([
    models.Demand.findById(pairing.demandId).select("status expiresAt").lean(),
    models.Result.findById(pairing.resultId).select("status expiresAt").lean(),
  ]);
  const now = new Date();
  const areBothOpen = [demand, result].every(
    (text) => text !== null && isOpenAt({ status: text.status, expiresAt: text.expiresAt }, now),
  );
  if (!areBothOpen) {
    throw new ApiError("pairing.textLeft", { currentStatus: pairing.status });
  }
}

function pushAct(
  act: PairingAct,
  caller: Caller,
  at: Date,
  words: { note?: string; reason?: string },
  changes: Partial<Record<keyof PairingDocument, unknown>>,
): UpdateQuery<PairingDocument> {
  const { note = null, reason } = words;
  return {
    $set: { status: pairingActs[act].to, announce: true, ...changes },
    $push: {
      history: { at, actor: actorOf(caller), act, note, ...(reason !== undefined && { reason }) },
    },
  };
}
