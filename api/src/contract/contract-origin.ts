import { type ContractTerms, registrationRules } from "@market/shared";
import type { Models } from "@market/shared/models";
import type { Types } from "mongoose";
import type { Caller } from "../caller.ts";
import { ApiError, fieldError } from "../errors.ts";
import { getPairingOrThrow, type StoredPairing, standingOf } from "../pairing/pairing.service.ts";

/** Where a contract is handed in, and so the point in its registration number. */
export interface HandInPoint {
  servicePointId: Types.ObjectId | null;
  servicePointName: string | null;
  pointCode: string;
}

const cityRegistry: HandInPoint = {
  servicePointId: null,
  servicePointName: null,
  pointCode: registrationRules.cityRegistryPointCode,
};

/** @throws {ApiError} 400 for an organisation that is no service point */
export async function resolveHandInPoint(
  models: Models,
  servicePointId: string | undefined,
): Promise<HandInPoint> {
  if (servicePointId === undefined) return cityRegistry;
  const point = await models.Organisation.findOne({ _id: servicePointId, kind: "service-point" }).lean();
  if (point?.pointCode == null) throw fieldError("servicePoint", "servicePoint.unknown");
  return { servicePointId: point._id, servicePointName: point.name, pointCode: point.pointCode };
}

/**
 * The pairing a contract is drafted from, if the caller may draft from it now.
 *
 * @throws {ApiError} 400 for one the caller cannot see, 403 for who neither claimed it nor owns a side, 409 unless it
 *   is accepted
 */
export async function getAcceptedPairingOrThrow(
  models: Models,
  caller: Caller,
  pairingId: string,
): Promise<StoredPairing> {
  const pairing = await getPairingOrThrow(models, caller, pairingId).catch((error: unknown) => {
    if (error instanceof ApiError && error.code === "record.notFound") {
      throw fieldError("pairing", "pairing.unknown");
    }
    throw error;
  });
  const { isClaimer, ownsDemand, ownsResult } = standingOf(pairing, caller);
  if (!isClaimer && !ownsDemand && !ownsResult) throw new ApiError("contract.notPairingSide");
  if (pairing.status !== "accepted") {
    throw new ApiError("contract.pairingNotAccepted", { currentStatus: pairing.status });
  }
  return pairing;
}

/** @throws {ApiError} 400 unless the result's owner sells and the demand's owner buys */
export function checkPairingParties(
  pairing: Pick<StoredPairing, "demandOrganisationId" | "resultOrganisationId">,
  terms: Pick<ContractTerms, "seller" | "buyer">,
): void {
  if (terms.seller.id !== String(pairing.resultOrganisationId)) {
    throw fieldError("seller", "party.notPairingSeller");
  }
  if (terms.buyer.id !== String(pairing.demandOrganisationId)) {
    throw fieldError("buyer", "party.notPairingBuyer");
  }
}
