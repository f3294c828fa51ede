import { isInsideCity } from "../vocabulary/vocabulary.schema.ts";
import type { TurnoverBasis, TurnoverDate } from "./turnover.schema.ts";
import type { TurnoverLine } from "./turnover-line.ts";

/** What turnover can be grouped by and narrowed to, in the order in which a reader is offered them. */
export const turnoverDimensions = [
  "month",
  "quarter",
  "year",
  "type",
  "subtype",
  "field",
  "techArea",
  "ipRight",
  "planSource",
  "objective",
  "industry",
  "marine",
  "district",
  "flow",
  "seller",
  "buyer",
  "sellerKind",
  "buyerKind",
  "sellerType",
  "buyerType",
  "institution",
  "servicePoint",
  "broker",
] as const;
export type TurnoverDimension = (typeof turnoverDimensions)[number];

/** The dimensions that cut time up; the periods of a comparison meet on them. */
export const timeDimensions = ["month", "quarter", "year"] as const satisfies readonly TurnoverDimension[];

type DimensionReader = (line: TurnoverLine, day: string, basis: TurnoverBasis) => string | null | undefined;

const readers: Record<TurnoverDimension, DimensionReader> = {
  month: (_, day) => day.slice(0, "YYYY-MM".length),
  quarter: (_, day) => `${day.slice(0, "YYYY".length)}-Q${Math.ceil(Number(day.slice(5, 7)) / 3)}`,
  year: (_, day) => day.slice(0, "YYYY".length),
  type: ({ type }) => type,
  subtype: ({ subtype }) => subtype,
  field: ({ field }) => field,
  techArea: ({ techArea }) => techArea,
  ipRight: ({ ipRight }) => ipRight,
  planSource: ({ planSource }) => planSource,
  objective: ({ objective }) => objective,
  industry: ({ industry }) => industry,
  marine: ({ isMarine }) => (isMarine == null ? null : isMarine ? "yes" : "no"),
  district: (line, _, basis) => (basis === "output" ? line.sellerDistrict : line.buyerDistrict),
  flow: (line, _, basis) => flowOf(basis === "output" ? line.buyerDistrict : line.sellerDistrict),
  seller: ({ seller }) => seller,
  buyer: ({ buyer }) => buyer,
  sellerKind: ({ sellerKind }) => sellerKind,
  buyerKind: ({ buyerKind }) => buyerKind,
  sellerType: ({ sellerType }) => sellerType,
  buyerType: ({ buyerType }) => buyerType,
  institution: ({ seller, sellerKind }) =>
    sellerKind === "university" || sellerKind === "institute" ? seller : null,
  servicePoint: ({ servicePoint }) => servicePoint,
  broker: ({ broker }) => broker,
};

/**
 * A line's key in a dimension: a code, a name or a period; `""` where the contract does not state it. `day` is the
 * one that decides the period, `basis` whose place is the line's district and whose the other side's.
 */
export function turnoverKeyOf(
  dimension: TurnoverDimension,
  line: TurnoverLine,
  day: string,
  basis: TurnoverBasis,
): string {
  return readers[dimension](line, day, basis) ?? "";
}

/** The day of a line that decides its period. */
export function dayOfLine(line: Pick<TurnoverLine, "registeredOn" | "signedOn">, date: TurnoverDate): string {
  return date === "registered" ? line.registeredOn : line.signedOn;
}

/** Whether a contract that counts stays within the city or crosses its border, by where its other side sits. */
function flowOf(otherDistrict: string | null): "inside" | "outside" | null {
  if (otherDistrict === null) return null;
  return isInsideCity(otherDistrict) ? "inside" : "outside";
}
