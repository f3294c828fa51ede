import { type Static, Type } from "typebox";
import { InstantSchema, NullableInstantSchema } from "../calendar.ts";
import { HistoryEntrySchema } from "../history.ts";
import { IdSchema } from "../identifier.ts";
import { OrganisationSchema } from "../organisation/organisation.schema.ts";
import { HighlightsSchema } from "../page.ts";
import { NoteSchema, NullableTextSchema } from "../text.ts";
import { VisibilitySchema } from "../vocabulary/vocabulary.schema.ts";

/** What a demand and a result share as published texts: who owns them, what state they are in, who may read them. */
export const PublicationStatusSchema = Type.Enum(["draft", "published", "closed", "withdrawn", "expired"]);
export type PublicationStatus = Static<typeof PublicationStatusSchema>;

/** Whom to call. Free text, or its parts; shown to the owner, and to both sides once they are introduced. */
export const ContactSchema = Type.Union([
  Type.String({ minLength: 1, maxLength: 300 }),
  Type.Object(
    {
      name: Type.Optional(Type.String({ maxLength: 120 })),
      phone: Type.Optional(Type.String({ maxLength: 60 })),
      email: Type.Optional(Type.String({ maxLength: 254 })),
    },
    { additionalProperties: false },
  ),
]);
export type Contact = Static<typeof ContactSchema>;

/** How far the indexer has come with a text: `done` when what is stored is what is searched and matched. */
export const IndexingSchema = Type.Object({
  state: Type.Enum(["pending", "failing", "done", "keywords-only"]),
  attempts: Type.Integer(),
  lastError: NullableTextSchema,
});

/** Fields of every published text, beside its own. */
export const PublicationProperties = {
  id: IdSchema,
  status: PublicationStatusSchema,
  visibility: VisibilitySchema,
  revision: Type.Integer({ minimum: 1 }),
  organisation: OrganisationSchema,
  contact: Type.Optional(ContactSchema),
  createdAt: InstantSchema,
  updatedAt: InstantSchema,
  publishedAt: NullableInstantSchema,
  expiresAt: NullableInstantSchema,
  isOwner: Type.Boolean({ description: "whether the caller's organisation owns it" }),
  indexing: Type.Optional(IndexingSchema),
  history: Type.Optional(Type.Array(HistoryEntrySchema)),
  highlights: Type.Optional(HighlightsSchema),
};

/** Why a text was taken down: required of an official, optional for the owner. */
export const WithdrawSchema = Type.Object(
  { reason: Type.Optional(NoteSchema) },
  { additionalProperties: false },
);
