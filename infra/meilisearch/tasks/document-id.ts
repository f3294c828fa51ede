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

/** The primary key of an index that has none yet: the only field whose name ends with "id". */
export function inferPrimaryKey(uid: string, document: JsonObject): string {
  const candidates = Object.keys(document)
    .filter((name) => name.toLowerCase().endsWith("id"))
    .sort();
  if (candidates.length === 1) return candidates[0]!;
  if (candidates.length === 0) {
    throw new MeilisearchError(
      "index_primary_key_no_candidate_found",
      `Index \`${uid}\`: The primary key inference failed as the engine did not find any field ending with \`id\` in its name. Please specify the primary key manually using the \`primaryKey\` query parameter.`,
    );
  }
  throw new MeilisearchError(
    "index_primary_key_multiple_candidates_found",
    `Index \`${uid}\`: The primary key inference failed as the engine found ${candidates.length} fields ending with \`id\` in their names: '${candidates[0]}' and '${candidates[1]}'. Please specify the primary key manually using the \`primaryKey\` query parameter.`,
  );
}
