import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { ContractType, Cooperation, Field, OrganisationKind, Place } from "@market/shared";

/** The sample market as it lies in `market-sample/`; its README says what each field means. */
export interface SampleOrganisation {
  id: string;
  name: string;
  kind: OrganisationKind | "service-point";
  district: Place;
}

export interface SampleBroker {
  id: string;
  name: string;
  agency: string;
  fields: Field[];
  level: "初级" | "中级" | "高级";
}

export interface SampleResult {
  id: string;
  title: string;
  summary: string;
  advantages: string;
  keywords: string[];
  field: Field;
  trl: number;
  institution: string;
  ip: { type: string; status: string }[];
  cooperation: Cooperation[];
  priceFen: number | null;
}

export interface SampleDemand {
  id: string;
  title: string;
  description: string;
  keywords: string[];
  field: Field;
  enterprise: string;
  budgetFen: number | null;
  minTrl: number;
  cooperation: Cooperation[];
  deadline: string;
}

export interface SampleContract {
  id: string;
  title: string;
  type: ContractType;
  seller: string;
  buyer: string | null;
  buyerOutside?: Place;
  amountFen: number;
  technologyAmountFen: number;
  signedOn: string;
  registeredOn: string | null;
  field: Field;
  demand?: string;
  result?: string;
  broker?: string;
  servicePoint?: string;
}

function readLines<Row>(name: string): Row[] {
  const text = readFileSync(join(import.meta.dirname, "market-sample", `${name}.jsonl`), "utf8");
  return text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as Row);
}

export const sampleOrganisations = readLines<SampleOrganisation>("organisations");
export const sampleBrokers = readLines<SampleBroker>("brokers");
export const sampleResults = readLines<SampleResult>("results");
export const sampleDemands = readLines<SampleDemand>("demands");
export const sampleContracts = readLines<SampleContract>("contracts");

/** A sample contract that grew from a need and a result both in the sample. */
export type SampleDeal = SampleContract & { demand: string; result: string };

export function isDeal(contract: SampleContract): contract is SampleDeal {
  return contract.demand !== undefined && contract.result !== undefined;
}

/** The code of the sample's n-th service point, counted from 0. */
export function servicePointCode(index: number): string {
  return String(index + 2).padStart(2, "0");
}
