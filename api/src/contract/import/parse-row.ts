import {
  type ContractType,
  CreditCodeSchema,
  checkTerms,
  contractTypes,
  FenSchema,
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
import { Compile } from "typebox/compile";
import { parseYuan } from "../../money/yuan.ts";
import type { ImportColumnName } from "./import-columns.ts";
import type { ImportMessage } from "./import-messages.ts";
import type { SheetCell } from "./read-sheet.ts";

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
}

/** What is wrong with one cell of a row. */
export interface CellProblem {
  column: ImportColumnName;
  message: ImportMessage;
}

export type ImportCells = Partial<Record<ImportColumnName, SheetCell>>;

const TITLE_MAX_LENGTH = 256;
const NAME_MAX_LENGTH = 120;
const creditCode = Compile(CreditCodeSchema);
const fen = Compile(FenSchema);
const REGISTRATION_NUMBER = new RegExp(`^\\d{4}${registrationRules.placeCode}\\d{8}$`);
const DAY = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/;

const problemOfTerms: Record<TermsProblem["code"], CellProblem> = {
  "technology-amount-above-amount": { column: "technologyAmount", message: "technologyAmountAboveAmount" },
  "same-party": { column: "buyer", message: "sameParty" },
  "signed-in-future": { column: "signedOn", message: "inFuture" },
};

/** Reads a row of a sheet: a contract, or everything that is wrong with its cells. `today` in Asia/Shanghai. */
export function parseRow(
  cells: ImportCells,
  today: string,
): { contract: ImportedContract } | { problems: CellProblem[] } {
  const reader = new RowReader(cells);
  const contract = {
    number: reader.optional("number", parseNumber),
    title: reader.required("title", parseText(TITLE_MAX_LENGTH)),
    type: reader.required("type", parseCode(contractTypes)),
    seller: reader.party("seller"),
    buyer: reader.party("buyer"),
    amountFen: reader.required("amount", parseAmount),
    technologyAmountFen: reader.required("technologyAmount", parseAmount),
    signedOn: reader.required("signedOn", parseDay),
    registeredOn: reader.required("registeredOn", parseDay),
    field: reader.required("field", parseCode(fields)),
    techArea: reader.optional("techArea", parseCode(technologyAreas)),
  };
  const { problems } = reader;
  if (problems.length > 0 || !isWhole(contract)) return { problems };
  const contradictions = findContradictions(contract, today);
  return contradictions.length > 0 ? { problems: contradictions } : { contract };
}

type Parsed<T> = { value: T } | ImportMessage;
type CellParser<T> = (cell: SheetCell) => Parsed<T>;

/** Takes cells one by one and remembers what is wrong with them. */
class RowReader {
  readonly problems: CellProblem[] = [];
  readonly #cells: ImportCells;

  constructor(cells: ImportCells) {
    this.#cells = cells;
  }

  required<T>(column: ImportColumnName, parse: CellParser<T>): T | null {
    const value = this.optional(column, parse);
    if (this.#isBlank(column)) this.problems.push({ column, message: "required" });
    return value;
  }

  optional<T>(column: ImportColumnName, parse: CellParser<T>): T | null {
    const cell = this.#cells[column];
    if (cell === undefined || this.#isBlank(column)) return null;
    const parsed = parse(cell);
    if (typeof parsed === "object") return parsed.value;
    this.problems.push({ column, message: parsed });
    return null;
  }

  party(side: "seller" | "buyer"): ImportedParty {
    return {
      name: this.required(side, parseText(NAME_MAX_LENGTH)) ?? "",
      creditCode: this.optional(`${side}CreditCode`, parseCreditCode),
      kind: this.optional(`${side}Kind`, parseCode(partyKinds)),
      district: this.optional(`${side}District`, parsePlace),
    };
  }

  #isBlank(column: ImportColumnName): boolean {
    return (this.#cells[column]?.text ?? "") === "";
  }
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

function findContradictions(contract: ImportedContract, today: string): CellProblem[] {
  const { number, seller, buyer, signedOn, registeredOn } = contract;
  const terms = {
    ...contract,
    seller: { id: null, name: seller.name },
    buyer: { id: null, name: buyer.name },
  };
  const problems = checkTerms(terms, today).map(({ code }) => problemOfTerms[code]);
  if (registeredOn < signedOn) problems.push({ column: "registeredOn", message: "beforeSigned" });
  if (registeredOn > today) problems.push({ column: "registeredOn", message: "inFuture" });
  if (number !== null && number.slice(0, 4) !== registeredOn.slice(0, 4)) {
    problems.push({ column: "number", message: "numberOfOtherYear" });
  }
  return problems;
}

function parseText(maxLength: number): CellParser<string> {
  return ({ text }) => (text.length > maxLength ? "tooLong" : { value: text });
}

function parseCode<Code extends string>(vocabulary: {
  entries: readonly { code: Code; zh: string; en: string }[];
}): CellParser<Code> {
  return ({ text }) => {
    const entry = vocabulary.entries.find(({ code, zh, en }) => code === text || zh === text || en === text);
    return entry === undefined ? "unknownValue" : { value: entry.code };
  };
}

function parsePlace({ text }: SheetCell): Parsed<Place> {
  const place = PlaceSchema.enum.find((known) => known === text);
  return place === undefined ? "unknownValue" : { value: place };
}

function parseCreditCode({ text }: SheetCell): Parsed<string> {
  return creditCode.Check(text) ? { value: text } : "invalidCreditCode";
}

function parseNumber({ text, isNumeric }: SheetCell): Parsed<string> {
  if (!REGISTRATION_NUMBER.test(text)) return "invalidNumber";
  if (isNumeric && text.endsWith("0")) return "roundedNumber";
  return { value: text };
}

function parseAmount({ text }: SheetCell): Parsed<number> {
  const amountFen = parseYuan(text);
  if (amountFen === null) return "invalidAmount";
  return fen.Check(amountFen) ? { value: amountFen } : "amountTooLarge";
}

function parseDay({ text }: SheetCell): Parsed<string> {
  const match = DAY.exec(text);
  if (match === null) return "invalidDay";
  const [, year = "", month = "", day = ""] = match;
  const iso = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  const instant = new Date(`${iso}T00:00:00.000Z`);
  // 31 April is read as 1 May.
  const isReal = !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(iso);
  return isReal ? { value: iso } : "invalidDay";
}
