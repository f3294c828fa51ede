import { Schema } from "mongoose";

/** A vector that was computed once: `_id` is SHA-256 of model and text, so that re-indexing asks the model nothing. */
export const keptVectorSchema = new Schema(
  {
    _id: { type: String, required: true },
    /** Little-endian float32, in order. */
    vector: { type: Buffer, required: true },
  },
  { timestamps: { createdAt: true, updatedAt: false }, strict: "throw", collection: "keptVectors" },
);

/** A running indexer, as it last said so. Gone by itself when it stops saying so. */
export const workerSchema = new Schema(
  {
    _id: { type: String, required: true },
    seenAt: { type: Date, required: true },
    doing: { type: String, default: null },
    /** What it found of its own dependencies, so that every api replica can say so. */
    embeddings: { type: String, default: null },
    meilisearch: { type: String, default: null },
  },
  { strict: "throw", collection: "workers" },
);
workerSchema.index({ seenAt: 1 }, { expireAfterSeconds: 60 });

/** A lease on something only one process should do at a time: a migration, a sweep. It saves work and guards nothing. */
export const leaseSchema = new Schema(
  {
    _id: { type: String, required: true },
    token: { type: String, default: null },
    until: { type: Date, required: true },
    /** For migrations: the highest that has run. */
    version: { type: Number, default: 0 },
  },
  { strict: "throw", collection: "leases" },
);
