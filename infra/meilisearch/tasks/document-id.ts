import { MeilisearchError } from "../errors.ts";
import type { JsonObject } from "../request/json.ts";

const DOCUMENT_ID = /^[a-zA-Z0-9_-]{1,511}$/;

/** The id of a document as text, or the error the real server gives for a missing or a malformed one. */
export function documentId(document: JsonObject, primaryKey: string): string {
  const id = document[primaryKey];
  if (id === undefined || id === null) {
    throw new MeilisearchError(
      "missing_document_id",
      `Document doesn't have a \`${primaryKey}\` attribute: \`${JSON.stringify(document)}\`.`,
    );
  }
  const isValid = typeof id === "string" ? DOCUMENT_ID.test(id) : Number.isSafeInteger(id);
  if (!isValid) {
    throw new MeilisearchError(
      "invalid_document_id",
      `Document identifier \`${JSON.stringify(id)}\` is invalid. A document identifier can be of type integer or string, only composed of alphanumeric characters (a-z A-Z 0-9), hyphens (-) and underscores (_), and can not be more than 511 bytes.`,
    );
  }
  return String(id);
}
