import { isInsideCity } from "../vocabulary/vocabulary.schema.ts";
import type { TurnoverBasis } from "./turnover.schema.ts";

/**
 * One line of a turnover entry: what a registration or a correction adds to, or takes from, the sums. What a contract
 * did not state is `null`; lines written before a field was counted lack it, which means the same.
 */
export interface TurnoverLine {
  /** 1 adds, -1 takes back what an earlier entry added. */
  sign: 1 | -1;
  amountFen: number;
  technologyAmountFen: number;
  /** Days in Asia/Shanghai, `YYYY-MM-DD`. */
  registeredOn: string;
  signedOn: string;
  type: string;
  field: string;
  seller: string;
  sellerDistrict: string | null;
  buyer: string;
  buyerDistrict: string | null;
  subtype?: string | null | undefined;
  techArea?: string | null | undefined;
  techSubarea?: string | null | undefined;
  ipRight?: string | null | undefined;
  planSource?: string | null | undefined;
  objective?: string | null | undefined;
  industry?: string | null | undefined;
  isMarine?: boolean | null | undefined;
  sellerKind?: string | null | undefined;
  buyerKind?: string | null | undefined;
  sellerType?: string | null | undefined;
  buyerType?: string | null | undefined;
  sellerId?: string | null | undefined;
  buyerId?: string | null | undefined;
  servicePointId?: string | null | undefined;
  servicePoint?: string | null | undefined;
  brokerId?: string | null | undefined;
  broker?: string | null | undefined;
}

/**
 * Whether a line counts on a basis. 输出: the seller sits in the city. 吸纳: the buyer does. A contract inside the
 * city counts on either, which is why the two are never added up.
 */
export function countsOn(
  basis: TurnoverBasis,
  line: Pick<TurnoverLine, "sellerDistrict" | "buyerDistrict">,
): boolean {
  return isInsideCity(basis === "output" ? line.sellerDistrict : line.buyerDistrict);
}

/** Whether both sides of a line sit in the city: it counts on either basis. */
export function isInsideLine(line: Pick<TurnoverLine, "sellerDistrict" | "buyerDistrict">): boolean {
  return isInsideCity(line.sellerDistrict) && isInsideCity(line.buyerDistrict);
}
