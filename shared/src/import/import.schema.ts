import { type Static, Type } from "typebox";
import { InstantSchema, NullableInstantSchema } from "../calendar.ts";
import { ActorSchema } from "../history.ts";
import { IdSchema } from "../identifier.ts";
import { PageQueryProperties } from "../page.ts";
import { NullableTextSchema } from "../text.ts";

/** What comes in by sheet: registered history of officials, drafts of their owners. */
export const ImportKindSchema = Type.Enum(["contracts", "results", "demands"]);
export type ImportKindName = Static<typeof ImportKindSchema>;

/** What became of each row of an imported sheet; rows are counted from 1, the header being row 1. */
export const ImportReportSchema = Type.Object({
  received: Type.Integer(),
  added: Type.Integer(),
  unchanged: Type.Integer({ description: "rows that an earlier import already brought in" }),
  rejected: Type.Integer(),
  errors: Type.Array(
    Type.Object({ row: Type.Integer(), column: Type.String(), value: Type.String(), message: Type.String() }),
  ),
});
export type ImportReport = Static<typeof ImportReportSchema>;

/** As many errors as a run keeps; the file is corrected and sent again long before. */
export const MAX_KEPT_IMPORT_ERRORS = 1000;

export const ImportRunStateSchema = Type.Enum(["running", "done", "failed", "interrupted"]);
export type ImportRunState = Static<typeof ImportRunStateSchema>;

/** One import under way or over: `read` of `rows` rows have been seen to. */
export const ImportRunSchema = Type.Object({
  id: IdSchema,
  kind: ImportKindSchema,
  fileName: Type.String(),
  sha256: Type.String({ description: "of the file" }),
  startedBy: ActorSchema,
  state: ImportRunStateSchema,
  rows: Type.Integer(),
  read: Type.Integer(),
  report: ImportReportSchema,
  errorsLeftOut: Type.Integer({ description: "errors beyond the thousand that a run keeps" }),
  problem: NullableTextSchema,
  startedAt: InstantSchema,
  finishedAt: NullableInstantSchema,
});
export type ImportRun = Static<typeof ImportRunSchema>;

export const ImportRunQuerySchema = Type.Object(
  { ...PageQueryProperties, kind: Type.Optional(ImportKindSchema) },
  { additionalProperties: false },
);
export type ImportRunQuery = Static<typeof ImportRunQuerySchema>;

/** What became of the drafts of an import that were to be published together. */
export const PublishedImportSchema = Type.Object({
  published: Type.Integer(),
  left: Type.Array(Type.Object({ id: IdSchema, title: Type.String(), detail: Type.String() }), {
    description: "drafts that could not be published, and why",
  }),
});
export type PublishedImport = Static<typeof PublishedImportSchema>;
