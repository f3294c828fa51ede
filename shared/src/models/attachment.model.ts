import { type Connection, type InferSchemaType, mongo, Schema } from "mongoose";
import { AttachmentKindSchema, AttachmentMediaTypeSchema } from "../attachment/attachment.schema.ts";
import { ActorSchema } from "../history.ts";

/** A file of a contract's: its bytes are in the bucket under the same id, written before this entry. */
export const attachmentSchema = new Schema(
  {
    id: { type: Schema.Types.ObjectId, required: true },
    name: { type: String, required: true },
    mediaType: { type: String, enum: AttachmentMediaTypeSchema.enum, required: true },
    bytes: { type: Number, required: true },
    sha256: { type: String, required: true },
    kind: { type: String, enum: AttachmentKindSchema.enum, required: true },
    at: { type: Date, required: true },
    byId: { type: Schema.Types.ObjectId, required: true },
    byName: { type: String, required: true },
    byRole: { type: String, enum: ActorSchema.properties.role.enum, required: true },
    idempotencyKey: { type: String },
    scannedAt: { type: Date, default: null },
  },
  { _id: false, id: false },
);

export type AttachmentDocument = InferSchemaType<typeof attachmentSchema>;

const BUCKET = "attachments";
/** Each chunk is a journalled write of its own, so the driver's 255 kB would sync a file of 20 MB eighty times. */
const CHUNK_BYTES = 1024 * 1024;

/** Where the bytes of attachments are. A file here without an entry in a contract is left over and will be swept. */
export function openAttachmentBucket(connection: Connection): mongo.GridFSBucket {
  if (connection.db === undefined) throw new Error("the connection to the store is not open");
  return new mongo.GridFSBucket(connection.db, { bucketName: BUCKET, chunkSizeBytes: CHUNK_BYTES });
}
