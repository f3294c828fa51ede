import type { Types } from "mongoose";
import { createOrganisation, publishDemand, publishResult, type TestMarket } from "./market.ts";

/** An entry of a record's history, as an act leaves it. */
export function historyEntry(act: string, id: Types.ObjectId | null = null, role = "system") {
  return { at: new Date(), actor: { id, name: "某人", role }, act };
}

interface PairingOwners {
  enterprise: Types.ObjectId;
  university: Types.ObjectId;
}

/** Takes everybody and all that they dealt with away. @returns owners for the pairings to come. */
export async function clearDealings(market: TestMarket): Promise<PairingOwners> {
  const { User, Notification, Pairing } = market.models;
  await Promise.all([User.deleteMany({}), Notification.deleteMany({}), Pairing.deleteMany({})]);
  return {
    enterprise: await createOrganisation(market),
    university: await createOrganisation(market, { kind: "university" }),
  };
}

/** Writes a pairing that waits to be announced, with texts of its own unless their ids are given. */
export async function createPairing(
  market: TestMarket,
  { enterprise, university }: PairingOwners,
  overrides: Record<string, unknown> = {},
) {
  const demand = overrides.demandId
    ? null
    : await publishDemand(market, { organisationId: enterprise, indexing: { dueAt: null } });
  const result = await publishResult(market, {
    organisationId: university,
    visibility: "brokers",
    indexing: { dueAt: null },
  });
  const pairing = new market.models.Pairing({
    demandId: demand?._id,
    resultId: result._id,
    demandOrganisationId: enterprise,
    resultOrganisationId: university,
    demandField: "化工橡胶",
    resultField: result.field,
    demandRevision: 2,
    resultRevision: 2,
    weightsVersion: "1",
    scoredAt: new Date(),
    score: 0.8,
    points: 60,
    factors: [],
    evidence: { passages: [], terms: [], against: [] },
    status: "proposed",
    history: [historyEntry("propose")],
    announce: true,
    ...overrides,
  });
  await pairing.save();
  return pairing;
}
