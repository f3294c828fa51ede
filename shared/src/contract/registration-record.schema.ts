import { type Static, type TSchema, Type } from "typebox";
import { DaySchema } from "../calendar.ts";
import {
  ContractIpSchema,
  ContractSubtypeSchema,
  EnterpriseScaleSchema,
  IndustrySchema,
  ObjectiveSchema,
  PartyFlagSchema,
  PartyTypeSchema,
  PaymentKindSchema,
  PlanSourceSchema,
  TechnologySubareaSchema,
} from "../vocabulary/registration.schema.ts";

const nullable = <Schema extends TSchema>(schema: Schema) => Type.Union([schema, Type.Null()]);
const line = (maxLength: number) => nullable(Type.String({ minLength: 1, maxLength, pattern: "\\S" }));

/**
 * What the registration record (登记表) asks beyond the contract's own terms. None of it is needed to draft or hand in
 * a contract; what is missing is a finding of the examination. `null` is not told.
 */
export const RecordTermsSchema = Type.Object({
  subtype: nullable(ContractSubtypeSchema),
  paymentKind: nullable(PaymentKindSchema),
  startsOn: nullable(DaySchema),
  endsOn: nullable(DaySchema),
  isRelatedParty: nullable(Type.Boolean({ description: "关联交易" })),
  planSource: nullable(PlanSourceSchema),
  ipRight: nullable(ContractIpSchema),
  techSubarea: nullable(TechnologySubareaSchema),
  objective: nullable(ObjectiveSchema),
  industry: nullable(IndustrySchema),
  isMarine: nullable(Type.Boolean()),
  nonTechnicalCosts: nullable(
    Type.String({
      minLength: 1,
      maxLength: 2_000,
      description: "equipment, parts and materials that the price includes",
    }),
  ),
  subject: nullable(
    Type.String({ minLength: 1, maxLength: 2_000, description: "what the contract is about" }),
  ),
});
export type RecordTerms = Static<typeof RecordTermsSchema>;

/** What the registration record asks of a party beyond who it is; `flags` is `null` until told, `[]` for none. */
export const PartyParticularsSchema = Type.Object({
  partyType: nullable(PartyTypeSchema),
  address: line(200),
  postcode: nullable(Type.String({ pattern: "^[0-9A-Za-z -]{3,10}$" })),
  representative: line(60),
  contactName: line(60),
  contactPhone: nullable(Type.String({ pattern: "^[0-9+() -]{5,30}$" })),
  scale: nullable(EnterpriseScaleSchema),
  flags: nullable(Type.Array(PartyFlagSchema, { uniqueItems: true })),
});
export type PartyParticulars = Static<typeof PartyParticularsSchema>;

export const RecordTermsInputProperties = Type.Partial(RecordTermsSchema).properties;
export const PartyParticularsInputProperties = Type.Partial(PartyParticularsSchema).properties;

/** A record about which nothing is told yet. */
export const emptyRecordTerms: RecordTerms = {
  subtype: null,
  paymentKind: null,
  startsOn: null,
  endsOn: null,
  isRelatedParty: null,
  planSource: null,
  ipRight: null,
  techSubarea: null,
  objective: null,
  industry: null,
  isMarine: null,
  nonTechnicalCosts: null,
  subject: null,
};

/** A party about which nothing is told yet but who it is. */
export const emptyParticulars: PartyParticulars = {
  partyType: null,
  address: null,
  postcode: null,
  representative: null,
  contactName: null,
  contactPhone: null,
  scale: null,
  flags: null,
};

/** 承诺书 as given when the contract was handed in; `version` says which text was promised. */
export const CommitmentSchema = Type.Object({
  at: Type.String({ format: "date-time" }),
  by: Type.Object({ id: Type.String(), name: Type.String() }),
  version: Type.String(),
});
