import { type LiveClientMessage, LiveClientMessageSchema } from "@market/shared";
import { Compile } from "typebox/compile";

const clientMessage = Compile(LiveClientMessageSchema);

/** What a client said, or `null` where it is nothing that a client may say. */
export function readClientMessage(text: string): LiveClientMessage | null {
  let message: unknown;
  try {
    message = JSON.parse(text);
  } catch {
    return null;
  }
  return clientMessage.Check(message) ? message : null;
}
