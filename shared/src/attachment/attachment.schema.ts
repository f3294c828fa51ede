import { type Static, Type } from "typebox";
import { InstantSchema, NullableInstantSchema } from "../calendar.ts";
import { IdSchema } from "../identifier.ts";
import { codeOf, codesOf } from "../vocabulary/vocabulary.schema.ts";
import { type AttachmentMediaType, attachmentKinds, attachmentMediaTypes } from "./attachment.data.ts";

export const AttachmentKindSchema = codeOf(codesOf(attachmentKinds));
export type AttachmentKind = Static<typeof AttachmentKindSchema>;

export const AttachmentMediaTypeSchema = Type.Enum(
  Object.keys(attachmentMediaTypes) as AttachmentMediaType[],
);

/** A file of a contract's: what is told of it. Its bytes are served apart. */
export const AttachmentSchema = Type.Object({
  id: IdSchema,
  name: Type.String(),
  mediaType: AttachmentMediaTypeSchema,
  bytes: Type.Integer({ minimum: 1 }),
  sha256: Type.String({ pattern: "^[0-9a-f]{64}$" }),
  kind: AttachmentKindSchema,
  at: InstantSchema,
  by: Type.Object({ id: IdSchema, name: Type.String() }),
  scannedAt: Type.Unsafe<string | null>({
    ...NullableInstantSchema,
    description: "when a virus scanner let it pass; null: it was not scanned",
  }),
  isDetachable: Type.Boolean({ description: "whether the caller may take it away now" }),
});
export type Attachment = Static<typeof AttachmentSchema>;
