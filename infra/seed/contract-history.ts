import { type ImportColumnName, importColumnNames, importColumns } from "@market/api/import-columns";
import { contractTypes, type ImportReport, registrationNumberOf, registrationRules } from "@market/shared";
import { stringify } from "csv-stringify/sync";
import {
  isDeal,
  type SampleContract,
  sampleContracts,
  sampleOrganisations,
  servicePointCode,
} from "./market-sample.ts";
import type { SamplePeople } from "./people.ts";
import { sampleRecordOf } from "./sample-record.ts";

type Row = Partial<Record<ImportColumnName, string>>;
type RegisteredContract = SampleContract & { registeredOn: string };

/**
 * Imports the sample's registered contracts as an official imports a past year's: a sheet with numbers and dates.
 * Those that grew from a need and a result of the sample are left to `deals.ts`, which brings them about.
 */
export async function seedHistory(people: SamplePeople, report: (line: string) => void): Promise<void> {
  const past = sampleContracts
    .filter((contract): contract is RegisteredContract => contract.registeredOn !== null && !isDeal(contract))
    .sort((a, b) => a.registeredOn.localeCompare(b.registeredOn));
  const rows = numbered(past).map(({ contract, number }) => rowOf(contract, number));
  const sheet = stringify(rows, {
    header: true,
    columns: importColumnNames.map((key) => ({ key, header: importColumns[key].header })),
  });
  const form = new FormData();
  form.append("file", new Blob([sheet], { type: "text/csv" }), "contracts.csv");
  const answer = await (await people.official).post<ImportReport>("/api/imports/contracts", form);
  const [fault] = answer.errors;
  if (fault !== undefined) throw new Error(`row ${fault.row}, ${fault.column}: ${fault.message}`);
  report(`${answer.added} contracts of past years`);
}

/** Gives each contract the number it would have got: running within year and service point, by registration date. */
function numbered(contracts: readonly RegisteredContract[]) {
  const issued = new Map<string, number>();
  return contracts.map((contract) => {
    const year = Number(contract.registeredOn.slice(0, 4));
    const pointCode = pointCodeOf(contract.servicePoint);
    const sequence = (issued.get(`${year}${pointCode}`) ?? 0) + 1;
    issued.set(`${year}${pointCode}`, sequence);
    return { contract, number: registrationNumberOf(year, pointCode, sequence) };
  });
}

/** The sample's service points in their order, from 02 on: `people.ts` opens them with the same codes. */
function pointCodeOf(servicePoint: string | undefined): string {
  if (servicePoint === undefined) return registrationRules.cityRegistryPointCode;
  const points = sampleOrganisations.filter(({ kind }) => kind === "service-point");
  return servicePointCode(points.findIndex(({ id }) => id === servicePoint));
}

function rowOf(contract: RegisteredContract, number: string): Row {
  const seller = sampleOrganisations.find(({ id }) => id === contract.seller);
  const buyer = sampleOrganisations.find(({ id }) => id === contract.buyer);
  if (seller === undefined) throw new Error(`${contract.id} has no seller in the sample`);
  return {
    number,
    title: contract.title,
    type: contractTypes.entries.find(({ code }) => code === contract.type)?.zh,
    seller: seller.name,
    sellerDistrict: seller.district,
    // The sample names only the province of a buyer outside.
    buyer: buyer?.name ?? `${contract.buyerOutside}某企业（示例）`,
    buyerKind: buyer === undefined ? "企业" : undefined,
    buyerDistrict: buyer?.district ?? contract.buyerOutside,
    amount: yuan(contract.amountFen),
    technologyAmount: yuan(contract.technologyAmountFen),
    signedOn: contract.signedOn,
    registeredOn: contract.registeredOn,
    field: contract.field,
    ...recordCellsOf(contract),
  };
}

/** The registration record as cells; lists are read by their codes as well as by their labels. */
function recordCellsOf(contract: SampleContract): Row {
  const { isMarine, isRelatedParty, ...record } = sampleRecordOf(contract);
  const told = Object.entries(record).filter(([, value]) => value !== null);
  return { ...Object.fromEntries(told), isMarine: yesNo(isMarine), isRelatedParty: yesNo(isRelatedParty) };
}

const yesNo = (value: boolean | null) => (value ? "是" : "否");

function yuan(amountFen: number): string {
  const fen = String(amountFen).padStart(3, "0");
  return `${fen.slice(0, -2)}.${fen.slice(-2)}`;
}
