import { type Static, Type } from "typebox";
import { InstantSchema } from "../calendar.ts";
import { IdSchema } from "../identifier.ts";
import { NullableTextSchema } from "../text.ts";

export const FindingCodeSchema = Type.Enum([
  "amount-zero",
  "amount-unit",
  "amount-small",
  "amount-out-of-range",
  "technology-amount-whole",
  "duplicate",
  "expired",
  "not-in-force",
  "same-organisation",
  "related-parties",
  "credit-code-wrong",
  "party-incomplete",
  "record-incomplete",
  "commitment-missing",
  "text-missing",
  "amended-alone",
]);
export type FindingCode = Static<typeof FindingCodeSchema>;

/** `blocking`: nobody should go on without having read it; `warning`: likely wrong; `note`: worth knowing. */
export const FindingSeveritySchema = Type.Enum(["blocking", "warning", "note"]);
export type FindingSeverity = Static<typeof FindingSeveritySchema>;

/** Something a contract's examination will stumble over: where it stands and, in the reader's language, why. */
export const FindingSchema = Type.Object({
  code: FindingCodeSchema,
  severity: FindingSeveritySchema,
  path: Type.String(),
  detail: Type.String(),
  related: Type.Optional(
    Type.Object(
      { id: IdSchema, number: NullableTextSchema },
      { description: "the other contract it is about, if the caller may see it" },
    ),
  ),
});
export type Finding = Static<typeof FindingSchema>;

export const FindingsSchema = Type.Object({ findings: Type.Array(FindingSchema), asOf: InstantSchema });
export type Findings = Static<typeof FindingsSchema>;
