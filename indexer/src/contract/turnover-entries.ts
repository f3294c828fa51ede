import { dayOf } from "@market/shared";
import type { ContractDocument, TurnoverEntryDocument } from "@market/shared/models";
import type { Types } from "mongoose";
import { pendingActs } from "../notification/notice.ts";

export type StoredContract = ContractDocument & { _id: Types.ObjectId };
type Terms = Pick<
  ContractDocument,
  "amountFen" | "technologyAmountFen" | "signedOn" | "type" | "field" | "seller" | "buyer"
>;
type TurnoverLine = Omit<TurnoverEntryDocument["lines"][number], keyof Types.Subdocument>;

/** An entry as it is written; see the model for what each kind holds. */
export interface TurnoverEntry {
  eventKey: string;
  contractId: Types.ObjectId;
  kind: "registration" | "amendment" | "void";
  at: Date;
  lines: TurnoverLine[];
}

/** The entries that follow from a contract's acts since the last ones that were carried out. */
export function turnoverEntriesOf(contract: StoredContract): TurnoverEntry[] {
  return pendingActs(contract).flatMap(({ index, entry }): TurnoverEntry[] => {
    const amendmentCount = contract.history.slice(0, index).filter(({ act }) => act === "amend").length;
    const before = termsAfter(contract, amendmentCount);
    const common = { eventKey: `${contract._id}:${index}`, contractId: contract._id, at: entry.at };
    switch (entry.act) {
      case "register":
      case "import":
        return [{ ...common, kind: "registration", lines: [toLine(contract, before, 1)] }];
      case "amend": {
        const after = termsAfter(contract, amendmentCount + 1);
        const lines = [toLine(contract, before, -1), toLine(contract, after, 1)];
        return [{ ...common, kind: "amendment", lines }];
      }
      case "void":
        return [{ ...common, kind: "void", lines: [toLine(contract, before, -1)] }];
      default:
        return [];
    }
  });
}

/** The terms in force after so many amendments: each amendment keeps what it replaced, in order. */
function termsAfter(contract: StoredContract, amendmentCount: number): Terms {
  return contract.versions[amendmentCount] ?? contract;
}

function toLine(contract: StoredContract, terms: Terms, sign: 1 | -1): TurnoverLine {
  if (!contract.registeredAt) throw new Error(`contract ${contract._id} counts, but has no registeredAt`);
  return {
    sign,
    amountFen: terms.amountFen,
    technologyAmountFen: terms.technologyAmountFen,
    registeredOn: dayOf(contract.registeredAt),
    signedOn: terms.signedOn,
    type: terms.type,
    field: terms.field,
    seller: terms.seller.name,
    sellerDistrict: terms.seller.district ?? null,
    buyer: terms.buyer.name,
    buyerDistrict: terms.buyer.district ?? null,
  };
}
