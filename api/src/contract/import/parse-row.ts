import {
  type ContractType,
  CREDIT_CODE_PATTERN,
  checkRecord,
  checkTerms,
  contractTypes,
  type Field,
  fields,
  type PartyKind,
  type Place,
  PlaceSchema,
  partyKinds,
  registrationRules,
  type TechnologyArea,
  type TermsProblem,
  technologyAreas,
} from "@market/shared";
import { parseAmount, parseCode, parseDay, parseText } from "../../import/cell-parsers.ts";
import type { CellProblem, ImportCells } from "../../import/import-kind.ts";
import type { SheetCell } from "../../import/read-sheet.ts";
import { type Parsed, RowReader } from "../../import/row-reader.ts";
import type { ImportColumnName } from "./import-columns.ts";
import { type ImportedRecord, problemOfRecord, readRecord } from "./parse-record.ts";

/** A party as a sheet names it; what it leaves out may be known of the organisation. */
export interface ImportedParty {
  name: string;
  creditCode: string | null;
  kind: PartyKind | null;
  district: Place | null;
}

/** A row that can go in. */
export interface ImportedContract {
  number: string | null;
  title: string;
  type: ContractType;
  seller: ImportedParty;
  buyer: ImportedParty;
  amountFen: number;
  technologyAmountFen: number;
  signedOn: string;
  registeredOn: string;
  field: Field;
  techArea: TechnologyArea | null;
  record: ImportedRecord;
}

type ContractCellProblem = CellProblem<ImportColumnName>;

const TITLE_MAX_LENGTH = 256;
const NAME_MAX_LENGTH = 120;
const CREDIT_CODE = new RegExp(CREDIT_CODE_PATTERN);
const REGISTRATION_NUMBER = new RegExp(`^\\d{4}${registrationRules.placeCode}\\d{8}$`);

const problemOfTerms: Record<TermsProblem["code"], ContractCellProblem> = {
  "technology-amount-above-amount": { column: "technologyAmount", message: "technologyAmountAboveAmount" },
  "same-party": { column: "buyer", message: "sameParty" },
  "signed-in-future": { column: "signedOn", message: "inFuture" },
};

/** Reads a row of a sheet: a contract, or everything that is wrong with its cells. `today` in Asia/Shanghai. */
export function parseRow(
  cells: ImportCells<ImportColumnName>,
  today: string,
): { record: ImportedContract } | { problems: ContractCellProblem[] } {
  const reader = new RowReader<ImportColumnName>(cells);
  const contract = {
    number: reader.optional("number", parseNumber),
    title: reader.required("title", parseText(TITLE_MAX_LENGTH)),
    type: reader.required("type", parseCode(contractTypes)),
    seller: readParty(reader, "seller"),
    buyer: readParty(reader, "buyer"),
    amountFen: reader.required("amount", parseAmount),
    technologyAmountFen: reader.required("technologyAmount", parseAmount),
    signedOn: reader.required("signedOn", parseDay),
    registeredOn: reader.required("registeredOn", parseDay),
    field: reader.required("field", parseCode(fields)),
    techArea: reader.optional("techArea", parseCode(technologyAreas)),
    record: readRecord(reader),
  };
  const { problems } = reader;
  if (problems.length > 0 || !isWhole(contract)) return { problems };
  const contradictions = findContradictions(contract, today);
  return contradictions.length > 0 ? { problems: contradictions } : { record: contract };
}

function readParty(reader: RowReader<ImportColumnName>, side: "seller" | "buyer"): ImportedParty {
  return {
    name: reader.required(side, parseText(NAME_MAX_LENGTH)) ?? "",
    creditCode: reader.optional(`${side}CreditCode`, parseCreditCode),
    kind: reader.optional(`${side}Kind`, parseCode(partyKinds)),
    district: reader.optional(`${side}District`, parsePlace),
  };
}

/** Every required cell that is missing has left a problem, so this only tells the compiler. */
function isWhole(
  contract: {
    [Key in keyof ImportedContract]: ImportedContract[Key] | null;
  },
): contract is ImportedContract {
  const { number: _, techArea: __, ...required } = contract;
  return Object.values(required).every((value) => value !== null);
}

function findContradictions(contract: ImportedContract, today: string): ContractCellProblem[] {
  const { number, seller, buyer, signedOn, registeredOn } = contract;
  const terms = {
    ...contract,
    seller: { id: null, name: seller.name },
    buyer: { id: null, name: buyer.name },
  };
  const problems = [
    ...checkTerms(terms, today).map(({ code }) => problemOfTerms[code]),
    ...checkRecord({ ...contract, ...contract.record.terms }).map(({ code }) => problemOfRecord[code]),
  ];
  if (registeredOn < signedOn) problems.push({ column: "registeredOn", message: "beforeSigned" });
  if (registeredOn > today) problems.push({ column: "registeredOn", message: "inFuture" });
  if (number !== null && number.slice(0, 4) !== registeredOn.slice(0, 4)) {
    problems.push({ column: "number", message: "numberOfOtherYear" });
  }
  return problems;
}

function parsePlace({ text }: SheetCell): Parsed<Place> {
  const place = PlaceSchema.enum.find((known) => known === text);
  return place === undefined ? "unknownValue" : { value: place };
}

function parseCreditCode({ text }: SheetCell): Parsed<string> {
  // History holds codes that were never right: they are brought in, and the pre-check tells of them.
  return CREDIT_CODE.test(text) ? { value: text } : "invalidCreditCode";
}

function parseNumber({ text, isNumeric }: SheetCell): Parsed<string> {
  if (!REGISTRATION_NUMBER.test(text)) return "invalidNumber";
  if (isNumeric && text.endsWith("0")) return "roundedNumber";
  return { value: text };
}
