import {
  type Contract,
  type ContractTerms,
  type ContractType,
  type CreateContract,
  contractTypes,
  type Field,
  type Party,
  type PartyInput,
  type PartyKind,
  type Place,
  type TechnologyArea,
} from "@market/shared";
import { type AmountUnit, formatAmount, parseAmount } from "../../components/money.ts";

/** A party as the form holds it: an organisation of the market, or the particulars of one outside it. */
export interface PartyValues {
  isOutside: boolean;
  organisation?: { value: string; label: string };
  name?: string;
  kind?: PartyKind;
  district?: Place;
  creditCode?: string;
}

/** A contract as the form holds it: amounts as typed, in the unit chosen for both. */
export interface ContractFormValues {
  title?: string;
  type?: ContractType;
  field?: Field;
  techArea?: TechnologyArea;
  signedOn?: string;
  unit: AmountUnit;
  amount?: string;
  technologyAmount?: string;
  seller: PartyValues;
  buyer: PartyValues;
  servicePoint?: string;
  /** Of an amendment. */
  reason?: string;
}

export const emptyContract: ContractFormValues = {
  unit: "wan",
  seller: { isOutside: false },
  buyer: { isOutside: false },
};

/** The terms that checked values of the form stand for. */
export function termsOf(values: ContractFormValues): Omit<CreateContract, "pairing" | "servicePoint"> {
  const amountFen = parseAmount(values.amount ?? "", values.unit);
  const technologyAmountFen = parseAmount(values.technologyAmount ?? "", values.unit);
  const { title, type, field, signedOn, techArea } = values;
  if (
    title === undefined ||
    type === undefined ||
    field === undefined ||
    signedOn === undefined ||
    amountFen === null ||
    technologyAmountFen === null
  ) {
    throw new Error("the form was sent before its fields were checked");
  }
  return {
    title: title.trim(),
    type,
    seller: partyInputOf(values.seller),
    buyer: partyInputOf(values.buyer),
    amountFen,
    technologyAmountFen,
    signedOn,
    field,
    ...(techArea != null && { techArea }),
  };
}

function partyInputOf(party: PartyValues): PartyInput {
  if (!party.isOutside) return { id: party.organisation?.value };
  return {
    name: party.name?.trim(),
    kind: party.kind,
    ...(party.district != null && { district: party.district }),
    ...(party.creditCode != null && party.creditCode !== "" && { creditCode: party.creditCode }),
  };
}

export function valuesOf(contract: ContractTerms & Pick<Contract, "servicePoint">): ContractFormValues {
  return {
    title: contract.title,
    type: contract.type,
    field: contract.field,
    techArea: contract.techArea ?? undefined,
    signedOn: contract.signedOn,
    unit: "wan",
    amount: formatAmount(contract.amountFen, "wan"),
    technologyAmount: formatAmount(contract.technologyAmountFen, "wan"),
    seller: partyValuesOf(contract.seller),
    buyer: partyValuesOf(contract.buyer),
    servicePoint: contract.servicePoint?.id,
  };
}

function partyValuesOf({ id, name, kind, district, creditCode }: Party): PartyValues {
  if (id !== null) return { isOutside: false, organisation: { value: id, label: name } };
  return {
    isOutside: true,
    name,
    kind,
    district: (district ?? undefined) as Place | undefined,
    creditCode: creditCode ?? undefined,
  };
}

type Terms = ReturnType<typeof termsOf>;

/** What differs between a contract and the terms it shall have; a party that stays is not written down anew. */
export function changedTerms(contract: ContractTerms, next: Terms): Partial<Terms> {
  const isSame: Record<keyof Terms, boolean> = {
    title: contract.title === next.title,
    type: contract.type === next.type,
    seller: isSameParty(contract.seller, next.seller),
    buyer: isSameParty(contract.buyer, next.buyer),
    amountFen: contract.amountFen === next.amountFen,
    technologyAmountFen: contract.technologyAmountFen === next.technologyAmountFen,
    signedOn: contract.signedOn === next.signedOn,
    field: contract.field === next.field,
    techArea: contract.techArea === (next.techArea ?? null),
  };
  return Object.fromEntries(
    Object.entries(next).filter(([name]) => !isSame[name as keyof Terms]),
  ) as Partial<Terms>;
}

function isSameParty(party: Party, input: PartyInput): boolean {
  if (input.id !== undefined) return party.id === input.id;
  return (
    party.id === null &&
    party.name === input.name &&
    party.kind === input.kind &&
    party.district === (input.district ?? null) &&
    party.creditCode === (input.creditCode ?? null)
  );
}

/**
 * The contract type that both sides' ways of cooperation lead to: the first that both name, in the need's order.
 * Wire values of ways of cooperation are their Chinese labels, which the types share; 作价入股 is no contract type.
 */
export function contractTypeFrom(
  demandCooperation: readonly string[],
  resultCooperation: readonly string[],
): ContractType | undefined {
  const common = demandCooperation.filter((way) => resultCooperation.includes(way));
  return common
    .map((way) => contractTypes.entries.find(({ zh }) => zh === way)?.code)
    .find((code) => code !== undefined);
}
