import type { Message } from "@market/shared";
import type { Caller } from "../caller.ts";
import type { StoredMessage } from "./message.service.ts";

/** A message as somebody in the deal reads it. */
export function presentMessage(message: StoredMessage, caller: Caller): Message {
  const { _id, kind, text, at, createdBy, authorName, authorRole } = message;
  return {
    id: String(_id),
    kind,
    text,
    at: at.toISOString(),
    author: { id: String(createdBy), name: authorName, role: authorRole },
    isOwn: String(createdBy) === caller.id,
  };
}
