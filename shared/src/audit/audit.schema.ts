import { type Static, Type } from "typebox";
import { DaySchema } from "../calendar.ts";
import { HistoryEntrySchema } from "../history.ts";
import { IdSchema } from "../identifier.ts";
import { PageQueryProperties } from "../page.ts";

/** The records whose histories are read together. */
export const AuditSubjectKindSchema = Type.Enum(["contract", "result", "demand", "user", "organisation"]);
export type AuditSubjectKind = Static<typeof AuditSubjectKindSchema>;

/** One act from a record's own history, with the record. */
export const AuditEntrySchema = Type.Object({
  id: Type.String({ description: "kind and id of the record, and the act's place in its history" }),
  ...HistoryEntrySchema.properties,
  subject: Type.Object({ kind: AuditSubjectKindSchema, id: IdSchema, title: Type.String() }),
});
export type AuditEntry = Static<typeof AuditEntrySchema>;

const AuditConditions = {
  kind: Type.Optional(AuditSubjectKindSchema),
  act: Type.Optional(Type.String({ minLength: 1, maxLength: 60, pattern: "^[A-Za-z-]+$" })),
  actor: Type.Optional(Type.String({ minLength: 1, maxLength: 120, description: "part of the name" })),
  subject: Type.Optional(
    Type.String({ minLength: 1, maxLength: 120, description: "part of the record's title, or its id" }),
  ),
  from: Type.Optional(DaySchema),
  to: Type.Optional(DaySchema),
};

export const AuditQuerySchema = Type.Object(
  { ...PageQueryProperties, ...AuditConditions },
  { additionalProperties: false },
);
export type AuditQuery = Static<typeof AuditQuerySchema>;

export const AuditFileQuerySchema = Type.Object(AuditConditions, { additionalProperties: false });
