import { type Static, Type } from "typebox";
import { IdSchema } from "../identifier.ts";

/** The kinds of record that the search over everything looks through, in the order it answers. */
const SearchGroupKindSchema = Type.Enum(["demand", "result", "pairing", "contract", "organisation"]);
export type SearchGroupKind = Static<typeof SearchGroupKindSchema>;

const FoundRecordSchema = Type.Object({
  id: IdSchema,
  title: Type.String(),
  detail: Type.String({
    description: "what tells it from others of that title: owner, counterpart, number or place",
  }),
});
export type FoundRecord = Static<typeof FoundRecordSchema>;

export const EverythingQuerySchema = Type.Object(
  { q: Type.String({ minLength: 1, maxLength: 200, pattern: "\\S" }) },
  { additionalProperties: false },
);

/** The first few of each kind that the caller may see; a kind of which there is none is left out. */
export const EverythingSchema = Type.Object({
  groups: Type.Array(
    Type.Object({
      kind: SearchGroupKindSchema,
      total: Type.Integer({ minimum: 0 }),
      items: Type.Array(FoundRecordSchema),
    }),
  ),
  withoutTexts: Type.Boolean({ description: "demands and results could not be searched just now" }),
});
export type Everything = Static<typeof EverythingSchema>;
