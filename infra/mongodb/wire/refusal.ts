import type { Document } from "bson";
import { toServerError } from "../errors.ts";

/** An error as a command's answer. */
export function refusalOf(error: unknown): Document {
  const { message, code, codeName, details } = toServerError(error);
  return { ok: 0, errmsg: message, code, codeName, ...details };
}
