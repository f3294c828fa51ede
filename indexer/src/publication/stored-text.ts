import { closingReasons, isOpenAt, type PublicationStatus } from "@market/shared";
import type { DemandDocument, Models, ResultDocument } from "@market/shared/models";
import type { Model, Types } from "mongoose";
import { demandWords, resultWords, type Words } from "../embedding/embedding-text.ts";
import { toDemandDocument } from "../indexes/demand-index.ts";
import type { IndexDocument, ModelVectors } from "../indexes/index-document.ts";
import type { TextKind } from "../indexes/index-names.ts";
import { toResultDocument } from "../indexes/result-index.ts";

export type StoredDemand = DemandDocument & { _id: Types.ObjectId };
export type StoredResult = ResultDocument & { _id: Types.ObjectId };

/** A demand or a result as it lies in the store. */
export type StoredText = { kind: "demand"; text: StoredDemand } | { kind: "result"; text: StoredResult };

type PublicationDocument = Pick<DemandDocument, keyof DemandDocument & keyof ResultDocument>;

/** The collection of a kind, seen through the fields that both have. */
export function textModelOf(models: Models, kind: TextKind): Model<PublicationDocument> {
  // TypeScript cannot call a method of either of two models, though both take a filter over shared fields.
  return (kind === "demand" ? models.Demand : models.Result) as unknown as Model<PublicationDocument>;
}

/** What a collection of that kind gave back, as the text it is. */
export function asStoredText(kind: TextKind, document: unknown): StoredText {
  return { kind, text: document } as StoredText;
}

export async function readTexts(
  models: Models,
  kind: TextKind,
  ids: readonly (string | Types.ObjectId)[],
): Promise<StoredText[]> {
  if (ids.length === 0) return [];
  const documents = await textModelOf(models, kind)
    .find({ _id: { $in: ids } }, { history: 0 })
    .lean();
  return documents.map((document) => asStoredText(kind, document));
}

export function wordsOf(stored: StoredText): Words {
  return stored.kind === "demand" ? demandWords(stored.text) : resultWords(stored.text);
}

export function indexDocumentOf(stored: StoredText, embedded: ModelVectors | null): IndexDocument {
  return stored.kind === "demand"
    ? toDemandDocument(stored.text, embedded)
    : toResultDocument(stored.text, embedded);
}

/** Why a text is not on the market at an instant, or `null` where it is, or has never been. */
export function leavingReasonOf(
  text: { status: PublicationStatus; expiresAt?: Date | null },
  at: Date,
): string | null {
  switch (text.status) {
    case "draft":
      return null;
    case "published":
      return isOpenAt({ status: text.status, expiresAt: text.expiresAt }, at) ? null : closingReasons.expired;
    case "withdrawn":
    case "closed":
    case "expired":
      return closingReasons[text.status];
    default:
      return text.status satisfies never;
  }
}
