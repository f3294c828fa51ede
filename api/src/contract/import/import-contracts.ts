import { createHash } from "node:crypto";
import { dayOf, emptyParticulars, type Party, registrationRules, startOfDay } from "@market/shared";
import type { ContractDocument, Models, OrganisationDocument } from "@market/shared/models";
import type { Types } from "mongoose";
import { actorOf, type Caller } from "../../caller.ts";
import { ApiError } from "../../errors.ts";
import type { ImportKind, ImportTally } from "../../import/import-kind.ts";
import { insertNew } from "../../import/insert-new.ts";
import { type ImportColumnName, importColumns } from "./import-columns.ts";
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
};

type ContractTally = ImportTally<ImportColumnName>;

interface GoodRow {
  row: number;
  contract: ImportedContract;
  importKey: string;
}

function importKeyOf(contract: ImportedContract): string {
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
    if (knownFacts === facts) tally.unchanged += 1;
    else tally.reject(row, [{ column: "number", message: "numberTaken", value: importKey }]);
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
