import { type Document, type Long, serialize } from "bson";

const DOCUMENT = 3;
const ARRAY = 4;

/** A reply that carries a batch of documents which are encoded already. */
export class CursorReply {
  constructor(
    readonly batchName: "firstBatch" | "nextBatch",
    readonly documents: Buffer[],
    readonly cursor: { id: Long; ns: string; postBatchResumeToken?: Document },
  ) {}
}

export function encodeCursorReply({ batchName, documents, cursor }: CursorReply): Buffer {
  const batch: Buffer[] = [Buffer.alloc(4)];
  for (const [position, bytes] of documents.entries()) batch.push(Buffer.from(`\x03${position}\0`), bytes);
  batch.push(Buffer.alloc(1));
  const array = Buffer.concat(batch);
  array.writeInt32LE(array.length);
  return appendField(
    serialize({ ok: 1 }),
    DOCUMENT,
    "cursor",
    appendField(serialize(cursor), ARRAY, batchName, array),
  );
}

function appendField(document: Uint8Array, type: number, name: string, value: Buffer): Buffer {
  const bytes = Buffer.concat([
    document.subarray(0, -1),
    Buffer.from([type]),
    Buffer.from(`${name}\0`),
    value,
    Buffer.alloc(1),
  ]);
  bytes.writeInt32LE(bytes.length);
  return bytes;
}
