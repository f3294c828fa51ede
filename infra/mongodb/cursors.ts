import { randomBytes } from "node:crypto";
import { type Document, Long } from "bson";
import { MAX_DOCUMENT_BYTES } from "./bson/codec.ts";
import { ensure, ServerError } from "./errors.ts";
import { CursorReply } from "./wire/cursor-reply.ts";

const DEFAULT_FIRST_BATCH = 101;
const MAX_OPEN_CURSORS = 1000;
const IDLE_TIMEOUT_MS = 10 * 60 * 1000;

interface Batch {
  documents: Buffer[];
  isLast: boolean;
  postBatchResumeToken?: Document;
}

/** Where a cursor's documents come from. `waitMs` is how long it may wait for a first one. */
export interface BatchSource {
  next(size: number, waitMs: number): Batch | Promise<Batch>;
  close?(): void;
}

/** Documents that can be read at once, up to 16 MiB a batch. */
export function iteratorSource(documents: Iterator<Buffer>): BatchSource {
  let upcoming: IteratorResult<Buffer> | null = null;
  return {
    next(size) {
      const batch: Buffer[] = [];
      let bytes = 0;
      if (size === 0) return { documents: batch, isLast: false };
      for (;;) {
        upcoming ??= documents.next();
        if (upcoming.done) return { documents: batch, isLast: true };
        bytes += upcoming.value.length + 12;
        if (batch.length >= size || (batch.length > 0 && bytes > MAX_DOCUMENT_BYTES))
          return { documents: batch, isLast: false };
        batch.push(upcoming.value);
        upcoming = null;
      }
    },
    close: () => void documents.return?.(),
  };
}

interface OpenCursor {
  namespace: string;
  source: BatchSource;
  usedAt: number;
}

/** The open cursors of all clients. One that nobody asks for ten minutes is closed. */
export class Cursors {
  readonly #open = new Map<string, OpenCursor>();
  readonly #sweep = setInterval(() => this.#closeIdle(), 60_000).unref();

  async start(
    namespace: string,
    source: BatchSource,
    batchSize?: unknown,
    isSingleBatch = false,
  ): Promise<CursorReply> {
    const batch = await source.next(batchSize === undefined ? DEFAULT_FIRST_BATCH : Number(batchSize), 0);
    let id = Long.ZERO;
    if (batch.isLast || isSingleBatch) {
      source.close?.();
    } else {
      if (this.#open.size >= MAX_OPEN_CURSORS) {
        source.close?.();
        throw new ServerError("OperationFailed", `too many open cursors: ${MAX_OPEN_CURSORS}`);
      }
      id = Long.fromBigInt(randomBytes(8).readBigInt64BE() & 0x7fffffffffffffffn);
      this.#open.set(id.toString(), { namespace, source, usedAt: Date.now() });
    }
    return reply("firstBatch", id, namespace, batch);
  }

  async more(id: Long, namespace: string, batchSize: unknown, waitMs: number): Promise<CursorReply> {
    const cursor = this.#open.get(id.toString());
    ensure(cursor?.namespace === namespace, "CursorNotFound", `cursor id ${id} not found`);
    const size = batchSize === undefined ? Number.POSITIVE_INFINITY : Number(batchSize);
    const batch = await cursor.source.next(size || Number.POSITIVE_INFINITY, waitMs);
    cursor.usedAt = Date.now();
    if (batch.isLast) this.kill(id);
    return reply("nextBatch", batch.isLast ? Long.ZERO : id, namespace, batch);
  }

  /** @returns whether there was such a cursor. */
  kill(id: Long): boolean {
    const cursor = this.#open.get(id.toString());
    cursor?.source.close?.();
    return this.#open.delete(id.toString());
  }

  close(): void {
    clearInterval(this.#sweep);
    for (const id of this.#open.keys()) this.kill(Long.fromString(id));
  }

  #closeIdle(): void {
    for (const [id, { usedAt }] of this.#open) {
      if (Date.now() - usedAt > IDLE_TIMEOUT_MS) this.kill(Long.fromString(id));
    }
  }
}

function reply(name: "firstBatch" | "nextBatch", id: Long, ns: string, batch: Batch): CursorReply {
  const { documents, postBatchResumeToken } = batch;
  return new CursorReply(name, documents, {
    id,
    ns,
    ...(postBatchResumeToken ? { postBatchResumeToken } : {}),
  });
}
