import {
  type Contract,
  type ContractPrefill,
  type ContractTerms,
  type ContractType,
  type CreateContract,
  type Field,
  fieldClassifications,
  type Party,
  type PartyInput,
  type PartyKind,
  type PartyParticulars,
  type Place,
  type PrefillSource,
  type RecordTerms,
  type TechnologyArea,
} from "@market/shared";
import { type AmountUnit, formatAmount, parseAmount } from "../../components/money.ts";

/** What is not told is no value of the form's; the api's word for it is `null`. */
type Told<T> = { [Key in keyof T]?: NonNullable<T[Key]> };

/** A party as the form holds it: an organisation of the market, or one outside it; and what the record asks of either. */
interface PartyValues extends Told<PartyParticulars> {
  isOutside: boolean;
  organisation?: { value: string; label: string };
  name?: string;
  kind?: PartyKind;
  district?: Place;
  creditCode?: string;
}

/** A contract as the form holds it: amounts as typed, in the unit chosen for both. */
export interface ContractFormValues extends Told<RecordTerms> {
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
  /** The promise for the contract's truth, given with handing it in. */
  commitment?: boolean;
  /** Of an amendment. */
  reason?: string;
}

/** Where values of the form come from, by their dotted path. */
export type FieldSources = Readonly<Record<string, PrefillSource>>;

export const emptyContract: ContractFormValues = {
  unit: "wan",
  seller: { isOutside: false },
  buyer: { isOutside: false },
};

const recordKeys = [
  "subtype",
  "paymentKind",
  "startsOn",
  "endsOn",
  "isRelatedParty",
  "planSource",
  "ipRight",
  "techSubarea",
  "objective",
  "industry",
  "isMarine",
  "nonTechnicalCosts",
  "subject",
] as const satisfies readonly (keyof RecordTerms)[];

const particularKeys = [
  "partyType",
  "address",
  "postcode",
  "representative",
  "contactName",
  "contactPhone",
  "scale",
  "flags",
] as const satisfies readonly (keyof PartyParticulars)[];

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
    techArea: techArea ?? null,
    ...(toldOrNull(values, recordKeys) as RecordTerms),
  };
}

/** What is told by its name, and `null` for what is not: an emptied field takes back what was told. */
function toldOrNull<Key extends string>(
  values: { [Name in Key]?: unknown },
  keys: readonly Key[],
): { [Name in Key]: unknown } {
  return Object.fromEntries(keys.map((key) => [key, toldValue(values[key])])) as { [Name in Key]: unknown };
}

function toldValue(value: unknown): unknown {
  if (typeof value !== "string") return value ?? null;
  const text = value.trim();
  return text === "" ? null : text;
}

function partyInputOf(party: PartyValues): PartyInput {
  const particulars = toldOrNull(party, particularKeys) as PartyParticulars;
  const creditCode = party.creditCode?.trim();
  const code = creditCode ? { creditCode } : {};
  if (!party.isOutside) return { id: party.organisation?.value, ...code, ...particulars };
  return {
    name: party.name?.trim(),
    kind: party.kind,
    ...(party.district != null && { district: party.district }),
    ...code,
    ...particulars,
  };
}

export function valuesOf(contract: ContractTerms & Pick<Contract, "servicePoint">): ContractFormValues {
  return {
    ...toldOf(contract, recordKeys),
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

/** The first values of a new contract's form, from what the market proposes. */
export function valuesFromPrefill({ terms, servicePoint }: ContractPrefill): ContractFormValues {
  const { seller, buyer, title, type, field, signedOn, techArea } = terms;
  return {
    ...emptyContract,
    ...toldOf(terms, recordKeys),
    title,
    type,
    field,
    signedOn,
    techArea: techArea ?? undefined,
    ...(seller !== undefined && { seller: partyValuesOf(seller) }),
    ...(buyer !== undefined && { buyer: partyValuesOf(buyer) }),
    servicePoint: servicePoint?.id,
  };
}

/** Where the proposed values come from; the form asks of an organisation by one field, which is its id. */
export function sourcesFromPrefill({ sources }: ContractPrefill): FieldSources {
  return Object.fromEntries(
    Object.entries(sources).map(([path, source]) => [path.replace(/\.id$/, ".organisation"), source]),
  );
}

function toldOf<Record extends object, Key extends keyof Record>(
  record: Record,
  keys: readonly Key[],
): Told<Pick<Record, Key>> {
  const told = keys.flatMap((key) => (record[key] == null ? [] : [[key, record[key]] as const]));
  return Object.fromEntries(told) as Told<Pick<Record, Key>>;
}

function partyValuesOf(party: Party): PartyValues {
  const particulars = toldOf(party, particularKeys);
  const creditCode = party.creditCode ?? undefined;
  if (party.id !== null) {
    return {
      isOutside: false,
      organisation: { value: party.id, label: party.name },
      creditCode,
      ...particulars,
    };
  }
  return {
    isOutside: true,
    name: party.name,
    kind: party.kind,
    district: (party.district ?? undefined) as Place | undefined,
    creditCode,
    ...particulars,
  };
}

type Terms = ReturnType<typeof termsOf>;

/** What differs between a contract and the terms it shall have; a party that stays is not written down anew. */
export function changedTerms(contract: ContractTerms, next: Terms): Partial<Terms> {
  const isSame = (name: string) => {
    if (name === "seller" || name === "buyer") return isSameParty(contract[name], next[name]);
    return contract[name as keyof ContractTerms] === next[name as keyof Terms];
  };
  return Object.fromEntries(Object.entries(next).filter(([name]) => !isSame(name))) as Partial<Terms>;
}

function isSameParty(party: Party, input: PartyInput): boolean {
  const isSameParticular = (key: keyof PartyParticulars) =>
    JSON.stringify(party[key]) === JSON.stringify(input[key] ?? null);
  if (!particularKeys.every(isSameParticular)) return false;
  if (party.creditCode !== (input.creditCode ?? null)) return false;
  if (input.id !== undefined) return party.id === input.id;
  return (
    party.id === null &&
    party.name === input.name &&
    party.kind === input.kind &&
    party.district === (input.district ?? null)
  );
}

/** What a field of the city's industry proposes for the statistics, where nothing is chosen yet. */
export function classificationOf(field: Field, values: ContractFormValues): Partial<ContractFormValues> {
  const proposals = Object.entries(fieldClassifications[field]);
  return Object.fromEntries(
    proposals.filter(([name]) => values[name as keyof ContractFormValues] === undefined),
  );
}
