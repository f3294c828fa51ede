import {
  type ContractTerms,
  type CreateContract,
  checkRecord,
  checkTerms,
  dayOf,
  emptyRecordTerms,
  isCreditCode,
  type Party,
  type PartyInput,
  type PartyParticulars,
  type RecordProblem,
  type RecordTerms,
  type TermsProblem,
} from "@market/shared";
import type { ContractDocument, Models } from "@market/shared/models";
import { ApiError, type FieldErrorCode, fieldError } from "../errors.ts";

/** A contract's terms as somebody writes them; what an edit leaves out stays as it is. */
export type TermsInput = Omit<CreateContract, "pairing" | "servicePoint">;

const fieldErrorByProblem: Record<TermsProblem["code"] | RecordProblem["code"], FieldErrorCode> = {
  "technology-amount-above-amount": "contract.technologyAmountAboveAmount",
  "same-party": "contract.sameParty",
  "signed-in-future": "contract.signedInFuture",
  "subtype-of-other-type": "contract.subtypeOfOtherType",
  "subarea-of-other-area": "contract.subareaOfOtherArea",
  "ends-before-start": "contract.endsBeforeStart",
};

/** The terms a new contract starts from. */
export async function resolveTerms(models: Models, input: TermsInput): Promise<ContractTerms> {
  const [seller, buyer] = await Promise.all([
    resolveParty(models, input.seller, "seller"),
    resolveParty(models, input.buyer, "buyer"),
  ]);
  return { ...emptyRecordTerms, ...input, seller, buyer, techArea: input.techArea ?? null };
}

/** The terms of a contract once some of them are changed. */
export async function changeTerms(
  models: Models,
  current: ContractTerms,
  changes: Partial<TermsInput>,
): Promise<ContractTerms> {
  const { seller, buyer, ...others } = changes;
  return {
    ...current,
    ...others,
    ...(seller && { seller: await resolveParty(models, seller, "seller") }),
    ...(buyer && { buyer: await resolveParty(models, buyer, "buyer") }),
  };
}

/** @throws {ApiError} 400 naming every field that contradicts another one */
export function checkTermsOrThrow(terms: ContractTerms, at: Date): void {
  const problems = [...checkTerms(terms, dayOf(at)), ...checkRecord(terms)];
  if (problems.length > 0) {
    throw new ApiError("request.invalid", {
      fields: problems.map(({ path, code }) => ({ path, code: fieldErrorByProblem[code] })),
    });
  }
}

/** A contract's present terms, apart from its status and history. */
export function termsOf(terms: TermsOfDocument): ContractTerms {
  return {
    title: terms.title,
    type: terms.type,
    seller: presentParty(terms.seller),
    buyer: presentParty(terms.buyer),
    amountFen: terms.amountFen,
    technologyAmountFen: terms.technologyAmountFen,
    signedOn: terms.signedOn,
    field: terms.field,
    techArea: terms.techArea ?? null,
    subtype: terms.subtype ?? null,
    paymentKind: terms.paymentKind ?? null,
    startsOn: terms.startsOn ?? null,
    endsOn: terms.endsOn ?? null,
    isRelatedParty: terms.isRelatedParty ?? null,
    planSource: terms.planSource ?? null,
    ipRight: terms.ipRight ?? null,
    techSubarea: terms.techSubarea ?? null,
    objective: terms.objective ?? null,
    industry: terms.industry ?? null,
    isMarine: terms.isMarine ?? null,
    nonTechnicalCosts: terms.nonTechnicalCosts ?? null,
    subject: terms.subject ?? null,
  };
}

type TermsOfDocument = Pick<
  ContractDocument,
  | "title"
  | "type"
  | "seller"
  | "buyer"
  | "amountFen"
  | "technologyAmountFen"
  | "signedOn"
  | "field"
  | "techArea"
  | keyof RecordTerms
>;

function presentParty(party: ContractDocument["seller"]): Party {
  return {
    id: party.id ? String(party.id) : null,
    name: party.name,
    kind: party.kind,
    district: party.district ?? null,
    creditCode: party.creditCode ?? null,
    ...particularsOf(party),
  };
}

/** What is told of a party, or remembered of an organisation. */
export function particularsOf(
  particulars: {
    [Key in keyof PartyParticulars]?: PartyParticulars[Key] | undefined;
  },
): PartyParticulars {
  return {
    partyType: particulars.partyType ?? null,
    address: particulars.address ?? null,
    postcode: particulars.postcode ?? null,
    representative: particulars.representative ?? null,
    contactName: particulars.contactName ?? null,
    contactPhone: particulars.contactPhone ?? null,
    scale: particulars.scale ?? null,
    flags: particulars.flags ?? null,
  };
}

/** Writes a party down as it is today: what becomes of the organisation later does not change the contract. */
async function resolveParty(models: Models, input: PartyInput, path: "seller" | "buyer"): Promise<Party> {
  if (input.creditCode !== undefined && !isCreditCode(input.creditCode)) {
    throw fieldError(`${path}.creditCode`, "creditCode.wrongCheckDigit");
  }
  if (input.id === undefined) {
    const { name, kind, district = null, creditCode = null } = input;
    if (name === undefined || kind === undefined) throw fieldError(path, "party.incomplete");
    return { id: null, name, kind, district, creditCode, ...particularsOf(input) };
  }
  const organisation = await models.Organisation.findById(input.id).lean();
  if (organisation === null) throw fieldError(`${path}.id`, "party.unknown");
  return {
    id: String(organisation._id),
    name: organisation.name,
    kind: organisation.kind,
    district: organisation.district,
    creditCode: organisation.creditCode ?? input.creditCode ?? null,
    ...particularsOf(input),
  };
}
