import {
  type ContractPrefill,
  type ContractTerms,
  type ContractType,
  contractTypes,
  dayOf,
  fieldClassifications,
  type Party,
  type PartyType,
  type PrefillSource,
} from "@market/shared";
import type { DemandDocument, Models, ResultDocument } from "@market/shared/models";
import type { Caller } from "../caller.ts";
import { findOrganisationOrThrow } from "../organisation/organisation.service.ts";
import type { StoredPairing } from "../pairing/pairing.service.ts";
import { type ContractMemory, recallOf } from "./contract-memory.ts";
import { getAcceptedPairingOrThrow } from "./contract-origin.ts";
import { ipRightOf, subtypeOf } from "./contract-proposals.ts";

/** The national kind of body that a kind of organisation is, where the one says the other. */
const partyTypeByKind: Partial<Record<string, PartyType>> = { university: "022", institute: "021" };

/**
 * A contract's record filled from what the market knows already: the accepted pairing with both its texts, the
 * organisations, and what they told when they last handed a contract in. Without a pairing it is the caller's own
 * organisation alone, on the side it most often stands on.
 *
 * @throws {ApiError} 400, 403 and 409 for a pairing that no contract can be drafted from, as a draft answers
 */
export async function prefillContract(
  models: Models,
  caller: Caller,
  pairingId: string | undefined,
): Promise<ContractPrefill> {
  const prefill = new Prefill();
  if (pairingId !== undefined) {
    const pairing = await getAcceptedPairingOrThrow(models, caller, pairingId);
    await fillFromPairing(models, pairing, prefill);
    return { pairing: { id: pairingId }, ...prefill.filled };
  }
  if (caller.organisationId !== null && caller.role !== "broker") {
    const side = caller.role === "institution" ? "seller" : "buyer";
    await fillParty(models, caller.organisationId, side, "organisation", prefill);
  }
  return { pairing: null, ...prefill.filled };
}

/** Collects proposed values, each with its source. What is not known is not proposed. */
class Prefill {
  readonly filled: Omit<ContractPrefill, "pairing"> = {
    terms: {},
    servicePoint: null,
    budgetFen: null,
    priceFen: null,
    sources: {},
  };

  propose<Key extends keyof ContractTerms>(
    key: Key,
    value: ContractTerms[Key] | null | undefined,
    source: PrefillSource,
  ): void {
    if (value == null) return;
    this.filled.terms[key] = value;
    this.filled.sources[key] = source;
  }

  proposeParty(side: "seller" | "buyer", party: Party, sources: Partial<Record<keyof Party, PrefillSource>>) {
    this.filled.terms[side] = party;
    for (const [key, source] of Object.entries(sources)) {
      if (party[key as keyof Party] !== null) this.filled.sources[`${side}.${key}`] = source;
    }
  }
}

async function fillFromPairing(models: Models, pairing: StoredPairing, prefill: Prefill): Promise<void> {
  const [demand, result] = await Promise.all([
    models.Demand.findById(pairing.demandId).lean(),
    models.Result.findById(pairing.resultId).lean(),
  ]);
  const field = demand?.field ?? pairing.demandField;
  const national = fieldClassifications[field];
  const type = contractTypeFrom(demand?.cooperation ?? [], result?.cooperation ?? []);
  const acceptedAt = pairing.history.findLast(({ act }) => act === "accept")?.at;
  const agreedOn = acceptedAt === undefined ? null : dayOf(acceptedAt);

  prefill.propose("title", result?.title, "result");
  prefill.propose("subject", demand && excerpt(demand.description), "demand");
  prefill.propose("type", type, "pairing");
  prefill.propose("subtype", type && subtypeOf(type, result?.ip ?? []), "result");
  prefill.propose("ipRight", result && ipRightOf(result.ip), "result");
  prefill.propose("field", field, "demand");
  prefill.propose("techArea", national.techArea, "demand");
  prefill.propose("techSubarea", national.techSubarea, "demand");
  prefill.propose("objective", national.objective, "demand");
  prefill.propose("industry", national.industry, "demand");
  prefill.propose("isMarine", national.isMarine, "demand");
  prefill.propose("signedOn", agreedOn, "pairing");
  prefill.propose("startsOn", agreedOn, "pairing");
  prefill.filled.budgetFen = demand?.budgetFen ?? null;
  prefill.filled.priceFen = result?.priceFen ?? null;

  const [sellerMemory] = await Promise.all([
    fillParty(models, String(pairing.resultOrganisationId), "seller", "pairing", prefill),
    fillParty(models, String(pairing.demandOrganisationId), "buyer", "pairing", prefill),
  ]);
  prefill.propose("paymentKind", sellerMemory.paymentKind, "remembered");
  prefill.propose("planSource", sellerMemory.planSource, "remembered");
  if (sellerMemory.servicePoint !== null) {
    prefill.filled.servicePoint = sellerMemory.servicePoint;
    prefill.filled.sources.servicePoint = "remembered";
  }
}

async function fillParty(
  models: Models,
  organisationId: string,
  side: "seller" | "buyer",
  source: PrefillSource,
  prefill: Prefill,
): Promise<ContractMemory> {
  const [organisation, memory] = await Promise.all([
    findOrganisationOrThrow(models, organisationId),
    recallOf(models, organisationId),
  ]);
  const { particulars } = memory;
  const ownType = partyTypeByKind[organisation.kind] ?? null;
  prefill.proposeParty(
    side,
    {
      id: organisationId,
      name: organisation.name,
      kind: organisation.kind,
      district: organisation.district,
      creditCode: organisation.creditCode ?? memory.creditCode,
      ...particulars,
      partyType: particulars.partyType ?? ownType,
    },
    {
      id: source,
      name: "organisation",
      kind: "organisation",
      district: "organisation",
      creditCode: organisation.creditCode == null ? "remembered" : "organisation",
      partyType: particulars.partyType === null ? "organisation" : "remembered",
      address: "remembered",
      postcode: "remembered",
      representative: "remembered",
      contactName: "remembered",
      contactPhone: "remembered",
      scale: "remembered",
      flags: "remembered",
    },
  );
  return memory;
}

const EXCERPT_LENGTH = 500;

function excerpt(text: string): string {
  return text.length <= EXCERPT_LENGTH ? text : `${text.slice(0, EXCERPT_LENGTH - 1)}…`;
}

/**
 * The contract type that both sides' ways of cooperation lead to: the first that both name, in the need's order.
 * Wire values of ways of cooperation are their Chinese labels, which the types share; 作价入股 is no contract type.
 */
function contractTypeFrom(
  demandWays: DemandDocument["cooperation"],
  resultWays: ResultDocument["cooperation"],
): ContractType | null {
  const codes = demandWays
    .filter((way) => resultWays.includes(way))
    .map((way) => contractTypes.entries.find(({ zh }) => zh === way)?.code);
  return codes.find((code) => code !== undefined) ?? null;
}
