import { type Static, Type } from "typebox";
import { InstantSchema } from "../calendar.ts";
import { ActorSchema } from "../history.ts";
import { IdSchema } from "../identifier.ts";
import { PageQueryProperties, pageOf } from "../page.ts";
import { NoteSchema } from "../text.ts";

/** A `message` is for everybody in the deal, a `note` for the broker who wrote it. */
export const MessageKindSchema = Type.Enum(["message", "note"]);
export type MessageKind = Static<typeof MessageKindSchema>;

/** Plain text; nothing in it is markup. */
export const SendMessageSchema = Type.Object(
  { kind: Type.Optional(MessageKindSchema), text: NoteSchema },
  { additionalProperties: false },
);
export type SendMessage = Static<typeof SendMessageSchema>;

/** What was said in a deal; never changed and never taken back. */
export const MessageSchema = Type.Object({
  id: IdSchema,
  kind: MessageKindSchema,
  text: Type.String(),
  at: InstantSchema,
  author: ActorSchema,
  isOwn: Type.Boolean(),
});
export type Message = Static<typeof MessageSchema>;

export const MessageQuerySchema = Type.Object(PageQueryProperties, { additionalProperties: false });
export type MessageQuery = Static<typeof MessageQuerySchema>;

/** A page of messages, the newest first, with what the caller may write. */
export const MessagePageSchema = Type.Object({
  ...pageOf(MessageSchema).properties,
  writes: Type.Array(MessageKindSchema),
});
export type MessagePage = Static<typeof MessagePageSchema>;
