import { Schema } from "mongoose";
import { PublicationStatusSchema } from "../publication/publication.schema.ts";
import { VisibilitySchema } from "../vocabulary/vocabulary.schema.ts";
import { historyEntrySchema } from "./history.model.ts";

/**
 * The work a text makes for the indexer, riding in the document that made it. `dueAt` is set whenever what is
 * stored and what is searched may differ; a worker claims it by lease and clears it with a filter on its token and
 * the revision it saw.
 */
const indexingSchema = new Schema(
  {
    dueAt: { type: Date, default: null },
    leaseToken: { type: String, default: null },
    leaseUntil: { type: Date, default: null },
    attempts: { type: Number, required: true, default: 0 },
    lastError: { type: String, default: null },
    /** Revision that index and pairings were last brought to. */
    indexedRevision: { type: Number, default: null },
    /** Whether that was done without vectors, because no embedding model answered. */
    keywordsOnly: { type: Boolean, default: false },
  },
  { _id: false },
);

/** Fields that demands and results share as published texts. */
export const publicationDefinition = {
  organisationId: { type: Schema.Types.ObjectId, required: true },
  createdBy: { type: Schema.Types.ObjectId, required: true },
  idempotencyKey: { type: String },
  /** Of a text that came in by sheet: its row's key, the hash of what the row said, and the import. */
  importKey: { type: String },
  importHash: { type: String },
  importRunId: { type: Schema.Types.ObjectId },
  status: { type: String, enum: PublicationStatusSchema.enum, required: true, default: "draft" },
  visibility: { type: String, enum: VisibilitySchema.enum, required: true },
  /** Free text or `{ name, phone, email }`. */
  contact: { type: Schema.Types.Mixed },
  /** Grows by one with every change of text or status; guards updates and orders index documents. */
  revision: { type: Number, required: true, default: 1 },
  publishedAt: { type: Date, default: null },
  expiresAt: { type: Date, default: null },
  history: { type: [historyEntrySchema], required: true },
  /** Set with an act that people must hear of; cleared by the indexer once its notifications stand. */
  announce: { type: Boolean, required: true, default: false },
  /** Entries of `history` whose notices stand. Saves work and guards nothing: notices are unique by themselves. */
  announced: { type: Number, required: true, default: 0 },
  indexing: { type: indexingSchema, required: true, default: () => ({}) },
} as const;

/** Indexes every published text needs: lists, expiry, the kinds of work, idempotent creation. */
export function addPublicationIndexes(schema: Schema): void {
  schema.index({ status: 1, publishedAt: -1, _id: -1 });
  schema.index({ organisationId: 1, createdAt: -1, _id: -1 });
  schema.index({ status: 1, expiresAt: 1 });
  schema.index({ "indexing.dueAt": 1 }, { partialFilterExpression: { "indexing.dueAt": { $type: "date" } } });
  schema.index({ announce: 1 }, { partialFilterExpression: { announce: true } });
  schema.index(
    { "indexing.lastError": 1 },
    { partialFilterExpression: { "indexing.lastError": { $type: "string" } } },
  );
  schema.index(
    { "indexing.keywordsOnly": 1 },
    { partialFilterExpression: { "indexing.keywordsOnly": true } },
  );
  schema.index(
    { organisationId: 1, importKey: 1 },
    { unique: true, partialFilterExpression: { importKey: { $exists: true } } },
  );
  schema.index({ importRunId: 1 }, { partialFilterExpression: { importRunId: { $exists: true } } });
  schema.index(
    { createdBy: 1, idempotencyKey: 1 },
    { unique: true, partialFilterExpression: { idempotencyKey: { $exists: true } } },
  );
}
