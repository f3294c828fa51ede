import { createHash } from "node:crypto";
import { dayOf, type Party, type PartyParticulars, registrationRules, startOfDay } from "@market/shared";
import type { ContractDocument, Models, OrganisationDocument } from "@market/shared/models";
import type { Types } from "mongoose";
import { actorOf, type Caller } from "../../caller.ts";
import { ApiError } from "../../errors.ts";
import type { ImportKind, ImportTally } from "../../import/import-kind.ts";
import { insertNew } from "../../import/insert-new.ts";
import { firstAmounts } from "../contract.service.ts";
import { type ImportColumnName, importColumns, isListOnlyColumn } from "./import-columns.ts";
import { type ImportedContract, type ImportedParty, parseRow } from "./parse-row.ts";

/** A row can lose a race for its key once for each import running beside this one. */
const MAX_ATTEMPTS = 5;

/**
 * Past contracts: good rows go in as registered, with their own number and date. A row is known by its number, or by
 * the hash of what it says where it has none, so the same sheet again adds nothing.
 */
export function contractImport(
  models: Models,
  caller: Caller,
): ImportKind<ImportColumnName, ImportedContract> {
  return {
    ...contractTemplate,
    parseRow,
    bringIn: (rows, tally) =>
      bringIn(
        models,
        caller,
        rows.map(({ row, record }) => ({ row, contract: record, importKey: importKeyOf(record) })),
        tally,
      ),
  };
}

export const contractTemplate = {
  sheetName: "技术合同",
  fileName: "contracts",
  columns: importColumns,
  isIgnored: isListOnlyColumn,
};

type ContractTally = ImportTally<ImportColumnName>;

interface GoodRow {
  row: number;
  contract: ImportedContract;
  importKey: string;
}

// Without the record: a row is the same contract when more is told of it.
function importKeyOf({ record: _, ...contract }: ImportedContract): string {
  return contract.number ?? createHash("sha256").update(JSON.stringify(contract)).digest("hex");
}

/** Inserts what is new; rows that lose a race for their key are looked at again. */
async function bringIn(models: Models, caller: Caller, rows: GoodRow[], tally: ContractTally): Promise<void> {
  const organisations = await findOrganisations(models, rows);
  let left = rows;
  for (let attempt = 0; left.length > 0; attempt += 1) {
    if (attempt === MAX_ATTEMPTS) throw new ApiError("contract.registryBusy");
    const fresh = await keepFresh(models, left, tally);
    const refused = await insertNew(
      models.Contract,
      fresh.map((row) => documentOf(row, organisations, caller)),
    );
    tally.added += fresh.length - refused.size;
    left = fresh.filter((_, index) => refused.has(index));
  }
}

/** Leaves out the rows that are there already, in the store or earlier in the sheet. */
async function keepFresh(models: Models, rows: GoodRow[], tally: ContractTally): Promise<GoodRow[]> {
  const [factsByNumber, unnumbered] = await Promise.all([
    findNumbered(models, rows),
    findUnnumbered(models, rows),
  ]);
  return rows.filter(({ row, contract, importKey }) => {
    const facts = factsOf(contract);
    if (contract.number === null) {
      const isKnown = unnumbered.has(importKey) || unnumbered.has(facts);
      unnumbered.add(importKey).add(facts);
      if (isKnown) tally.unchanged += 1;
      return !isKnown;
    }
    const known = factsByNumber.get(contract.number);
    if (known === undefined) {
      factsByNumber.set(contract.number, [facts]);
      return true;
    }
    if (known.includes(facts)) tally.unchanged += 1;
    else tally.reject(row, [{ column: "number", message: "numberTaken", value: contract.number }]);
    return false;
  });
}

/** What is known under the rows' numbers: as it was registered, and as it reads since it was amended. */
async function findNumbered(models: Models, rows: GoodRow[]): Promise<Map<string, string[]>> {
  const numbers = rows.flatMap(({ contract }) => contract.number ?? []);
  const contracts = await models.Contract.find({ registrationNumber: { $in: numbers } })
    .select("-history")
    .lean();
  return new Map(
    contracts.map((contract) => [
      contract.registrationNumber ?? "",
      [contract.versions[0] ?? contract, contract].map((terms) => factsOfStored(contract, terms)),
    ]),
  );
}

/**
 * What is known of contracts without a number: by their rows' hashes, and by what they say. A list that the market
 * wrote out itself says more of the parties than the row that once came in, so its hash is another.
 */
async function findUnnumbered(models: Models, rows: GoodRow[]): Promise<Set<string>> {
  const own = rows.filter(({ contract }) => contract.number === null);
  if (own.length === 0) return new Set();
  const days = new Set(own.map(({ contract }) => contract.registeredOn));
  const contracts = await models.Contract.find({
    registrationNumber: { $exists: false },
    $or: [
      { importKey: { $in: own.map(({ importKey }) => importKey) } },
      { registeredAt: { $in: [...days].map(startOfDay) } },
    ],
  })
    .select("-history")
    .lean();
  return new Set(
    contracts.flatMap((contract) => [contract.importKey ?? "", factsOfStored(contract, contract)]),
  );
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

function factsOfStored(
  { registeredAt }: Pick<ContractDocument, "registeredAt">,
  terms: Omit<Parameters<typeof factsOf>[0], "registeredOn">,
): string {
  return factsOf({ ...terms, registeredOn: registeredAt ? dayOf(registeredAt) : "" });
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
  const { number, seller, buyer, registeredOn, record, ...terms } = contract;
  return {
    ...terms,
    ...record.terms,
    seller: partyOf(seller, record.seller, organisations),
    buyer: partyOf(buyer, record.buyer, organisations),
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
    history: [{ at: new Date(), actor: actorOf(caller), act: "import", changes: firstAmounts(terms) }],
    announce: true,
  };
}

/** A party as the sheet has it, with what the sheet leaves out as the market knows it. */
function partyOf(
  party: ImportedParty,
  particulars: PartyParticulars,
  organisations: Map<string, StoredOrganisation>,
): Party {
  const organisation =
    (party.creditCode !== null && organisations.get(party.creditCode)) || organisations.get(party.name);
  return {
    id: organisation ? String(organisation._id) : null,
    name: party.name,
    kind: party.kind ?? organisation?.kind ?? "other",
    district: party.district ?? organisation?.district ?? null,
    creditCode: party.creditCode ?? organisation?.creditCode ?? null,
    ...particulars,
  };
}
