import { createHash } from "node:crypto";
import {
  dayOf,
  emptyParticulars,
  type ImportReport,
  type Party,
  registrationRules,
  startOfDay,
} from "@market/shared";
import type { ContractDocument, Models, OrganisationDocument } from "@market/shared/models";
import { mongo, type Types } from "mongoose";
import { actorOf, type Caller } from "../../caller.ts";
import { ApiError, type Language } from "../../errors.ts";
import {
  type ImportColumnName,
  importColumnNames,
  importColumns,
  normalizeHeader,
} from "./import-columns.ts";
import { type ImportMessage, importMessages } from "./import-messages.ts";
import { type ImportCells, type ImportedContract, type ImportedParty, parseRow } from "./parse-row.ts";
import type { Sheet, SheetCell } from "./read-sheet.ts";

/** Rows written at once; between two such writes other requests get their turn. */
const ROWS_A_WRITE = 200;
/** A row can lose a race for its key once for each import running beside this one. */
const MAX_ATTEMPTS = 5;
const MAX_QUOTED_LENGTH = 100;

/**
 * Brings past contracts in from a sheet: good rows go in as registered, with their own number and date, bad ones are
 * reported cell by cell. A row is known by its number, or by the hash of what it says where it has none, so the same
 * sheet again adds nothing.
 *
 * @throws {ApiError} 400 for a sheet without the required columns
 */
export async function importContracts(
  models: Models,
  caller: Caller,
  sheet: Sheet,
  language: Language,
): Promise<ImportReport> {
  const report = new Reporter(language);
  const [header = [], ...rows] = sheet;
  const columns = readHeader(header, report);
  const today = dayOf(new Date());
  let good: GoodRow[] = [];
  for (const [index, cells] of rows.entries()) {
    if (cells.every(({ text }) => text === "")) continue;
    report.received += 1;
    const row = index + 2;
    const named = nameCells(cells, columns);
    const parsed = parseRow(named, today);
    if ("problems" in parsed) {
      report.reject(
        row,
        parsed.problems.map((problem) => ({ ...problem, value: named[problem.column]?.text ?? "" })),
      );
    } else {
      good.push({ row, contract: parsed.contract, importKey: importKeyOf(parsed.contract) });
    }
    if (good.length === ROWS_A_WRITE) {
      await bringIn(models, caller, good, report);
      good = [];
    }
  }
  await bringIn(models, caller, good, report);
  return report.summary();
}

interface GoodRow {
  row: number;
  contract: ImportedContract;
  importKey: string;
}

class Reporter {
  received = 0;
  added = 0;
  unchanged = 0;
  #rejected = 0;
  readonly #language: Language;
  readonly #errors: ImportReport["errors"] = [];

  constructor(language: Language) {
    this.#language = language;
  }

  reject(row: number, problems: { column: ImportColumnName; message: ImportMessage; value: string }[]): void {
    this.#rejected += 1;
    for (const { column, message, value } of problems) {
      this.note(row, importColumns[column].header, value, message);
    }
  }

  note(row: number, column: string, value: string, message: ImportMessage): void {
    this.#errors.push({
      row,
      column,
      value: value.slice(0, MAX_QUOTED_LENGTH),
      message: importMessages[message][this.#language],
    });
  }

  summary(): ImportReport {
    return {
      received: this.received,
      added: this.added,
      unchanged: this.unchanged,
      rejected: this.#rejected,
      errors: this.#errors,
    };
  }
}

/** Which column stands where. */
function readHeader(header: SheetCell[], report: Reporter): (ImportColumnName | null)[] {
  const nameByHeader = new Map(
    importColumnNames.map((name) => [normalizeHeader(importColumns[name].header), name]),
  );
  const columns = header.map(({ text }) => nameByHeader.get(normalizeHeader(text)) ?? null);
  const missing = importColumnNames.filter(
    (name) => importColumns[name].isRequired && !columns.includes(name),
  );
  if (missing.length > 0) {
    throw new ApiError("request.invalid", {
      fields: missing.map((name) => ({ path: importColumns[name].header, code: "column.missing" })),
    });
  }
  for (const [index, { text }] of header.entries()) {
    if (columns[index] === null && text !== "") report.note(1, text, text, "unknownColumn");
  }
  return columns;
}

function nameCells(cells: SheetCell[], columns: (ImportColumnName | null)[]): ImportCells {
  const named: ImportCells = {};
  for (const [index, column] of columns.entries()) {
    const cell = cells[index];
    if (column !== null && cell !== undefined) named[column] ??= cell;
  }
  return named;
}

function importKeyOf(contract: ImportedContract): string {
  return contract.number ?? createHash("sha256").update(JSON.stringify(contract)).digest("hex");
}

/** Inserts what is new; rows that lose a race for their key are looked at again. */
async function bringIn(models: Models, caller: Caller, rows: GoodRow[], report: Reporter): Promise<void> {
  const organisations = await findOrganisations(models, rows);
  let left = rows;
  for (let attempt = 0; left.length > 0; attempt += 1) {
    if (attempt === MAX_ATTEMPTS) throw new ApiError("contract.registryBusy");
    const fresh = await keepFresh(models, left, report);
    const refused = await insert(
      models,
      fresh.map((row) => documentOf(row, organisations, caller)),
    );
    report.added += fresh.length - refused.size;
    left = fresh.filter((_, index) => refused.has(index));
  }
}

/** Leaves out the rows that are there already, in the store or earlier in the sheet. */
async function keepFresh(models: Models, rows: GoodRow[], report: Reporter): Promise<GoodRow[]> {
  const numbers = rows.flatMap(({ contract }) => contract.number ?? []);
  const hashes = rows.filter(({ contract }) => contract.number === null).map(({ importKey }) => importKey);
  const [numbered, hashed] = await Promise.all([
    models.Contract.find({ registrationNumber: { $in: numbers } }).lean(),
    models.Contract.find({ importKey: { $in: hashes } })
      .select("importKey")
      .lean(),
  ]);
  const known = new Map<string, string>([
    ...numbered.map((contract) => [contract.registrationNumber ?? "", factsOfStored(contract)] as const),
    ...hashed.map(({ importKey }) => [importKey ?? "", ""] as const),
  ]);
  return rows.filter(({ row, contract, importKey }) => {
    const facts = contract.number === null ? "" : factsOf(contract);
    const knownFacts = known.get(importKey);
    if (knownFacts === undefined) {
      known.set(importKey, facts);
      return true;
    }
    if (knownFacts === facts) report.unchanged += 1;
    else report.reject(row, [{ column: "number", message: "numberTaken", value: importKey }]);
    return false;
  });
}

/** What tells two contracts under one number apart. Particulars of parties may have been filled in here. */
function factsOf(contract: {
  title: string;
  type: string;
  seller: { name: string };
  buyer: { name: string };
  amountFen: number;
  technologyAmountFen: number;
  signedOn: string;
  field: string;
  registeredOn: string;
}): string {
  const { title, type, seller, buyer, amountFen, technologyAmountFen, signedOn, field, registeredOn } =
    contract;
  return JSON.stringify([
    title,
    type,
    seller.name,
    buyer.name,
    amountFen,
    technologyAmountFen,
    signedOn,
    field,
    registeredOn,
  ]);
}

/** A contract amended since is compared by what was registered. */
function factsOfStored(contract: ContractDocument): string {
  const registeredOn = contract.registeredAt ? dayOf(contract.registeredAt) : "";
  return factsOf({ ...(contract.versions[0] ?? contract), registeredOn });
}

type StoredOrganisation = OrganisationDocument & { _id: Types.ObjectId };

/** Organisations of the market that the rows name, by name and by credit code. */
async function findOrganisations(models: Models, rows: GoodRow[]): Promise<Map<string, StoredOrganisation>> {
  const parties = rows.flatMap(({ contract }) => [contract.seller, contract.buyer]);
  const organisations = await models.Organisation.find({
    $or: [
      { name: { $in: parties.map(({ name }) => name) } },
      { creditCode: { $in: parties.flatMap(({ creditCode }) => creditCode ?? []) } },
    ],
  }).lean<StoredOrganisation[]>();
  return new Map(
    organisations.flatMap((organisation) => [
      [organisation.name, organisation] as const,
      ...(organisation.creditCode != null ? [[organisation.creditCode, organisation] as const] : []),
    ]),
  );
}

function documentOf(
  { contract, importKey }: GoodRow,
  organisations: Map<string, StoredOrganisation>,
  caller: Caller,
) {
  const { number, seller, buyer, registeredOn, ...terms } = contract;
  return {
    ...terms,
    seller: partyOf(seller, organisations),
    buyer: partyOf(buyer, organisations),
    status: "registered",
    createdBy: caller.id,
    importKey,
    pointCode: number?.slice(8, 10) ?? registrationRules.cityRegistryPointCode,
    ...(number !== null && {
      registrationNumber: number,
      registrationYear: Number(number.slice(0, 4)),
      registrationSequence: Number(number.slice(10)),
    }),
    registeredAt: startOfDay(registeredOn),
    versions: [],
    history: [{ at: new Date(), actor: actorOf(caller), act: "import" }],
    announce: true,
  };
}

/** A party as the sheet has it, with what the sheet leaves out as the market knows it. */
function partyOf(party: ImportedParty, organisations: Map<string, StoredOrganisation>): Party {
  const organisation =
    (party.creditCode !== null && organisations.get(party.creditCode)) || organisations.get(party.name);
  return {
    id: organisation ? String(organisation._id) : null,
    name: party.name,
    kind: party.kind ?? organisation?.kind ?? "other",
    district: party.district ?? organisation?.district ?? null,
    creditCode: party.creditCode ?? organisation?.creditCode ?? null,
    ...emptyParticulars,
  };
}

/** Inserts documents and returns the indexes of those whose key somebody else took meanwhile. */
async function insert(models: Models, documents: ReturnType<typeof documentOf>[]): Promise<Set<number>> {
  if (documents.length === 0) return new Set();
  try {
    await models.Contract.insertMany(documents, { ordered: false, throwOnValidationError: true });
    return new Set();
  } catch (error) {
    if (!(error instanceof mongo.MongoBulkWriteError)) throw error;
    const writeErrors = [error.writeErrors].flat();
    if (writeErrors.some(({ code }) => code !== 11_000)) throw error;
    return new Set(writeErrors.map(({ index }) => index));
  }
}
