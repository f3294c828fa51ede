import { dayOf } from "@market/shared";
import type { ContractDocument, TurnoverEntryDocument } from "@market/shared/models";
import type { Types } from "mongoose";
import { pendingActs } from "../notification/notice.ts";

export type StoredContract = ContractDocument & { _id: Types.ObjectId };
type Version = StoredContract["versions"][number];
type Terms = Pick<ContractDocument, keyof Version & keyof ContractDocument>;
export type StoredLine = Omit<TurnoverEntryDocument["lines"][number], keyof Types.Subdocument>;

/** An entry as it is written; see the model for what each kind holds. */
export interface TurnoverEntry {
  eventKey: string;
  contractId: Types.ObjectId;
  kind: "registration" | "amendment" | "void";
  at: Date;
  lines: StoredLine[];
}

/**
 * The entries that follow from a contract's acts since the last ones that were carried out.
 *
 * @param standing the line by which the contract counts before these acts, as it was written. It is taken back as it
 *   stands: a line of before some field was counted would otherwise be taken back from another group than it is in
 */
export function turnoverEntriesOf(contract: StoredContract, standing: StoredLine | null): TurnoverEntry[] {
  let counted = standing;
  return pendingActs(contract).flatMap(({ index, entry }): TurnoverEntry[] => {
    const amendmentCount = contract.history.slice(0, index).filter(({ act }) => act === "amend").length;
    const before = termsAfter(contract, amendmentCount);
    const common = { eventKey: `${contract._id}:${index}`, contractId: contract._id, at: entry.at };
    switch (entry.act) {
      case "register":
        counted = toLine(contract, before);
        return [{ ...common, kind: "registration", lines: [counted] }];
      case "import":
        counted = toLine(contract, before);
        // The registration was a fact on its day, only this market did not know it.
        return [{ ...common, at: registeredAtOf(contract), kind: "registration", lines: [counted] }];
      case "amend": {
        const takenBack = takeBack(counted ?? toLine(contract, before));
        counted = toLine(contract, termsAfter(contract, amendmentCount + 1));
        return [{ ...common, kind: "amendment", lines: [takenBack, counted] }];
      }
      case "void":
        return [{ ...common, kind: "void", lines: [takeBack(counted ?? toLine(contract, before))] }];
      default:
        return [];
    }
  });
}

/** The index in its contract's history of the act that an entry follows from. */
export function actIndexOf({ eventKey }: Pick<TurnoverEntry, "eventKey">): number {
  return Number(eventKey.slice(eventKey.lastIndexOf(":") + 1));
}

/** The terms in force after so many amendments: each amendment keeps what it replaced, in order. */
function termsAfter(contract: StoredContract, amendmentCount: number): Terms {
  return contract.versions[amendmentCount] ?? contract;
}

function takeBack(line: StoredLine): StoredLine {
  return { ...line, sign: -1 };
}

function toLine(contract: StoredContract, terms: Terms): StoredLine {
  return {
    sign: 1,
    amountFen: terms.amountFen,
    technologyAmountFen: terms.technologyAmountFen,
    registeredOn: dayOf(registeredAtOf(contract)),
    signedOn: terms.signedOn,
    type: terms.type,
    subtype: terms.subtype ?? null,
    field: terms.field,
    techArea: terms.techArea ?? null,
    techSubarea: terms.techSubarea ?? null,
    ipRight: terms.ipRight ?? null,
    planSource: terms.planSource ?? null,
    objective: terms.objective ?? null,
    industry: terms.industry ?? null,
    isMarine: terms.isMarine ?? null,
    seller: terms.seller.name,
    sellerId: terms.seller.id ?? null,
    sellerDistrict: terms.seller.district ?? null,
    sellerKind: terms.seller.kind,
    sellerType: terms.seller.partyType ?? null,
    buyer: terms.buyer.name,
    buyerId: terms.buyer.id ?? null,
    buyerDistrict: terms.buyer.district ?? null,
    buyerKind: terms.buyer.kind,
    buyerType: terms.buyer.partyType ?? null,
    servicePointId: contract.servicePointId ?? null,
    servicePoint: contract.servicePointName ?? null,
    brokerId: contract.brokerId ?? null,
    broker: contract.brokerName ?? null,
  };
}

function registeredAtOf({ _id, registeredAt }: StoredContract): Date {
  if (!registeredAt) throw new Error(`contract ${_id} counts, but has no registeredAt`);
  return registeredAt;
}
