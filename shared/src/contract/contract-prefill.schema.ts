import { type Static, Type } from "typebox";
import { IdSchema } from "../identifier.ts";
import { NullableFenSchema } from "../money.ts";
import { ContractTermsSchema } from "./contract.schema.ts";

export const ContractPrefillQuerySchema = Type.Object(
  { pairing: Type.Optional(IdSchema) },
  { additionalProperties: false },
);

/** Where a proposed value comes from; `remembered` from what the organisation told when it last handed one in. */
export const PrefillSourceSchema = Type.Enum(["pairing", "demand", "result", "organisation", "remembered"]);
export type PrefillSource = Static<typeof PrefillSourceSchema>;

/**
 * A contract's record as far as the deal and its organisations tell it. Both amounts are left to be typed: the price
 * asked is not the price agreed, so `budgetFen` and `priceFen` only stand beside them.
 */
export const ContractPrefillSchema = Type.Object({
  pairing: Type.Union([Type.Object({ id: IdSchema }), Type.Null()]),
  terms: Type.Partial(ContractTermsSchema),
  servicePoint: Type.Union([Type.Object({ id: IdSchema, name: Type.String() }), Type.Null()]),
  budgetFen: NullableFenSchema,
  priceFen: NullableFenSchema,
  sources: Type.Record(Type.String(), PrefillSourceSchema, {
    description: "by the dotted path of each field that is filled",
  }),
});
export type ContractPrefill = Static<typeof ContractPrefillSchema>;
