import type { PartyParticulars, PaymentKind, PlanSource } from "@market/shared";
import type { ContractDocument, Models } from "@market/shared/models";
import type { Types } from "mongoose";
import { particularsOf } from "./contract-terms.ts";

/** So far back somebody's answers are looked for, the last ones first. */
const CONTRACTS_LOOKED_AT = 10;

/** What an organisation told when it handed contracts in, which it need not tell again. */
export interface ContractMemory {
  creditCode: string | null;
  particulars: PartyParticulars;
  paymentKind: PaymentKind | null;
  planSource: PlanSource | null;
  servicePoint: { id: string; name: string } | null;
}

/**
 * Reads what an organisation told before off its own contracts: of each answer the latest. Nothing is kept beside
 * them, so nothing can be lost between two writes or stay behind when a contract is put right.
 */
export async function recallOf(
  models: Models,
  organisationId: Types.ObjectId | string,
): Promise<ContractMemory> {
  const [sold, bought] = await Promise.all([
    findHandedIn(models, "seller", organisationId),
    findHandedIn(models, "buyer", organisationId),
  ]);
  const parties = [
    ...sold.map(({ seller, submittedAt }) => ({ party: seller, submittedAt })),
    ...bought.map(({ buyer, submittedAt }) => ({ party: buyer, submittedAt })),
  ]
    .sort((a, b) => Number(b.submittedAt) - Number(a.submittedAt))
    .map(({ party }) => party);
  const point = sold.find(({ servicePointId }) => servicePointId != null);
  return {
    creditCode: latest(parties, ({ creditCode }) => creditCode),
    particulars: particularsOf({
      partyType: latest(parties, ({ partyType }) => partyType),
      address: latest(parties, ({ address }) => address),
      postcode: latest(parties, ({ postcode }) => postcode),
      representative: latest(parties, ({ representative }) => representative),
      contactName: latest(parties, ({ contactName }) => contactName),
      contactPhone: latest(parties, ({ contactPhone }) => contactPhone),
      scale: latest(parties, ({ scale }) => scale),
      flags: latest(parties, ({ flags }) => flags),
    }),
    paymentKind: latest(sold, ({ paymentKind }) => paymentKind),
    planSource: latest(sold, ({ planSource }) => planSource),
    servicePoint: point ? { id: String(point.servicePointId), name: point.servicePointName ?? "" } : null,
  };
}

function findHandedIn(models: Models, side: "seller" | "buyer", organisationId: Types.ObjectId | string) {
  return models.Contract.find({ [`${side}.id`]: organisationId, submittedAt: { $ne: null } })
    .sort({ submittedAt: -1 })
    .limit(CONTRACTS_LOOKED_AT)
    .lean<ContractDocument[]>();
}

function latest<Row, Value>(rows: readonly Row[], read: (row: Row) => Value): NonNullable<Value> | null {
  for (const row of rows) {
    const value = read(row);
    if (value != null) return value;
  }
  return null;
}
