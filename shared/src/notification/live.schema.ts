import { type Static, Type } from "typebox";
import { IdSchema } from "../identifier.ts";
import { NotificationSchema } from "./notification.schema.ts";

/** What the server says on the live socket. `changed` is a hint: fetch the record again by REST. */
export const LiveServerMessageSchema = Type.Union([
  Type.Object({ type: Type.Literal("hello"), seq: Type.Integer({ minimum: 0 }) }),
  Type.Object({ type: Type.Literal("notification"), notification: NotificationSchema }),
  Type.Object({ type: Type.Literal("changed"), kind: Type.String(), id: Type.String() }),
  Type.Object({ type: Type.Literal("error"), detail: Type.String() }),
]);
export type LiveServerMessage = Static<typeof LiveServerMessageSchema>;

/** What a client may say: replay what came after a notification, or all unread (`null`). */
export const LiveClientMessageSchema = Type.Object(
  { type: Type.Literal("resume"), after: Type.Union([IdSchema, Type.Null()]) },
  { additionalProperties: false },
);
export type LiveClientMessage = Static<typeof LiveClientMessageSchema>;
