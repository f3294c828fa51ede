import {
  isIntroduced,
  mayRead,
  mayReadContract,
  openPairingActs,
  type Pairing,
  type PairingStanding,
  stageSinceOf,
} from "@market/shared";
import type { DemandDocument, ResultDocument } from "@market/shared/models";
import { type Caller, readerOf } from "../caller.ts";
import { contractStandingOf } from "../contract/contract-standing.ts";
import { isOwnerHidden } from "../demand/demand.presenter.ts";
import { presentHistory } from "../history.presenter.ts";
import type { PairedTexts } from "./paired-texts.ts";
import { type StoredPairing, standingOf } from "./pairing.service.ts";

/**
 * A pairing as one person may see it. Until both sides are introduced each text is as visible as on the market, and
 * what is hidden takes with it everything that quotes it; from then on both owners and the claimer see both texts
 * and whom to call.
 */
export function presentPairing(pairing: StoredPairing, texts: PairedTexts, caller: Caller): Pairing {
  const standing = standingOf(pairing, caller);
  const isInsider = isIntroduced(pairing.status) && isSide(standing);
  const demand = texts.demands.get(String(pairing.demandId));
  const result = texts.results.get(String(pairing.resultId));
  const seesDemand = demand !== undefined && (isInsider || mayReadText(demand, caller));
  const seesResult = result !== undefined && (isInsider || mayReadText(result, caller));
  const seesBoth = seesDemand && seesResult;
  const contract = texts.contracts.get(String(pairing._id));
  return {
    id: String(pairing._id),
    demand: {
      ...presentText(demand, seesDemand, isInsider, String(pairing.demandId), texts),
      ...(demand !== undefined && !isInsider && isOwnerHidden(demand, caller) && { organisation: null }),
      ...(seesDemand && { budgetFen: demand.budgetFen ?? null, minTrl: demand.minTrl }),
    },
    result: {
      ...presentText(result, seesResult, isInsider, String(pairing.resultId), texts),
      ...(seesResult && { priceFen: result.priceFen ?? null, trl: result.trl }),
    },
    score: pairing.score,
    points: pairing.points,
    weightsVersion: pairing.weightsVersion,
    factors: pairing.factors.map(({ name, weight, value, penalty, contribution, evidence }) => ({
      name,
      weight,
      value,
      penalty: penalty ?? 0,
      contribution,
      evidence: seesBoth ? evidence : "",
    })),
    evidence: seesBoth ? presentEvidence(pairing.evidence) : { passages: [], terms: [], against: [] },
    status: pairing.status,
    stageSince: stageSinceOf(pairing.history, pairing.createdAt).toISOString(),
    nextStep: presentNextStep(pairing),
    closedReason: pairing.closedReason ?? null,
    broker: pairing.brokerId ? { id: String(pairing.brokerId), name: pairing.brokerName ?? "" } : null,
    contract:
      contract !== undefined && mayReadContract(contractStandingOf(contract, caller))
        ? { id: String(contract._id), status: contract.status }
        : null,
    acts: openPairingActs(pairing.status, standing),
    createdAt: pairing.createdAt.toISOString(),
    updatedAt: pairing.updatedAt.toISOString(),
    claimedAt: pairing.claimedAt?.toISOString() ?? null,
    history: presentHistory(pairing.history),
  };
}

function presentNextStep({ nextStep }: StoredPairing): Pairing["nextStep"] {
  if (nextStep == null) return null;
  return { text: nextStep.text, dueOn: nextStep.dueOn, setAt: nextStep.setAt.toISOString() };
}

function isSide(standing: PairingStanding): boolean {
  return standing.isClaimer || standing.ownsDemand || standing.ownsResult;
}

function mayReadText(text: DemandDocument | ResultDocument, caller: Caller): boolean {
  return mayRead(
    {
      status: text.status,
      expiresAt: text.expiresAt,
      visibility: text.visibility,
      organisationId: String(text.organisationId),
    },
    readerOf(caller),
    new Date(),
  );
}

function presentText(
  text: DemandDocument | ResultDocument | undefined,
  isVisible: boolean,
  isInsider: boolean,
  id: string,
  texts: PairedTexts,
): Pick<Pairing["demand"], "id" | "title" | "isHidden" | "organisation" | "field" | "contact"> {
  if (text === undefined || !isVisible) return { id, title: null, isHidden: true, organisation: null };
  const organisation = texts.organisations.get(String(text.organisationId));
  const contact = isInsider ? texts.contacts.get(id) : undefined;
  return {
    id,
    title: text.title,
    isHidden: false,
    organisation: organisation
      ? {
          id: String(organisation._id),
          name: organisation.name,
          district: organisation.district,
          verified: organisation.verifiedAt != null,
        }
      : null,
    field: text.field,
    ...(contact !== undefined && { contact }),
  };
}

function presentEvidence({ passages, terms, against }: StoredPairing["evidence"]): Pairing["evidence"] {
  return {
    passages: passages.map(({ demand, result, similarity }) => ({ demand, result, similarity })),
    terms: terms.map(({ term, weight }) => ({ term, weight })),
    against: against.map(({ code, demand, result }) => ({ code, demand, result })),
  };
}
