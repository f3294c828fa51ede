import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { open, type RootDatabase, type TransactionFlags } from "lmdb";
import { assertStoreFile } from "./store-file.ts";

export const STORE_FILE = "mongodb.mdb";
const RECORD_ID_BYTES = 6;
/** Abortable, committed before returning; the sync to disk is asked for apart, once for many commits. */
const COMMIT_WITHOUT_SYNC = 0x10003 as TransactionFlags;

interface Entry {
  key: Buffer;
  value: Buffer;
}

interface PendingAct {
  act: () => unknown;
  resolve: (result: unknown) => void;
  reject: (error: unknown) => void;
}

/**
 * One lmdb file of byte keys and byte values. Every change runs inside `write`, one after another, so what an act
 * reads is still true when it writes.
 */
export class Store {
  readonly #db: RootDatabase<Buffer, Buffer>;
  readonly #path: string;
  #pending: PendingAct[] = [];
  #isDraining = false;
  #undo: (() => void)[] = [];
  #announcements: (() => void)[] = [];

  /**
   * Opens or creates the store in a folder; a file that lmdb cannot read is named and never overwritten. `isInUse` lets a store be
   * read that another process serves.
   */
  constructor(folder: string, options: { isInUse?: boolean } = {}) {
    mkdirSync(folder, { recursive: true });
    const path = join(folder, STORE_FILE);
    if (!options.isInUse) assertStoreFile(path);
    this.#path = path;
    try {
      this.#db = open<Buffer, Buffer>({
        path,
        noSubdir: true,
        encoding: "binary",
        keyEncoding: "binary",
        overlappingSync: true,
      });
    } catch (error) {
      throw new Error(`the store file ${path} cannot be opened: ${(error as Error).message}`, {
        cause: error,
      });
    }
  }

  /** Throws, naming the file, when fewer entries can be reached than the store says it holds. */
  assertWhole(): void {
    const { entryCount } = this.#db.getStats() as { entryCount: number };
    const reached = this.count(Buffer.from([0]), Buffer.alloc(5, 0xff));
    if (reached !== entryCount)
      this.failAsCorrupt(`${entryCount} entries are expected, ${reached} can be read`);
  }

  failAsCorrupt(reason: string): never {
    throw new Error(`the store file ${this.#path} is corrupt: ${reason}`);
  }

  static exists(folder: string): boolean {
    return existsSync(join(folder, STORE_FILE));
  }

  get(key: Buffer): Buffer | undefined {
    return this.#db.get(key);
  }

  put(key: Buffer, value: Buffer): void {
    this.#db.putSync(key, value);
  }

  remove(key: Buffer): void {
    this.#db.removeSync(key);
  }

  /**
   * Entries with start <= key < end. Read in growing chunks, so that stopping early costs little and no read
   * transaction stays open between two turns of the event loop.
   */
  *range(start: Buffer, end: Buffer, isReverse = false): Generator<Entry> {
    let low = start;
    let high = end;
    let isPastFirstChunk = false;
    for (let limit = 24; ; limit = Math.min(limit * 4, 1024)) {
      const chunk = [
        ...this.#db.getRange(
          isReverse
            ? { start: high, exclusiveStart: true, end: low, inclusiveEnd: true, reverse: true, limit }
            : { start: low, exclusiveStart: isPastFirstChunk, end: high, limit },
        ),
      ];
      yield* chunk;
      if (chunk.length < limit) return;
      isPastFirstChunk = true;
      const last = chunk[chunk.length - 1]!.key;
      if (isReverse) high = last;
      else low = last;
    }
  }

  count(start: Buffer, end: Buffer): number {
    return this.#db.getKeysCount({ start, end });
  }

  removeRange(start: Buffer, end: Buffer): void {
    for (const { key } of [...this.range(start, end)]) this.remove(key);
  }

  /**
   * Runs an act atomically and resolves once its effect is on the disk. Acts that wait together share one commit
   * and one sync. An act that throws leaves nothing behind and rejects alone.
   */
  write<T>(act: () => T): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.#pending.push({ act, resolve: resolve as (result: unknown) => void, reject });
      if (!this.#isDraining) void this.#drain();
    });
  }

  /** Registers how to take back a change of memory should the act that runs now be rolled back. */
  onRollback(undo: () => void): void {
    this.#undo.push(undo);
  }

  /** Registers what to do once the act that runs now is on the disk, before its caller hears of it. */
  onDurable(announce: () => void): void {
    this.#announcements.push(announce);
  }

  async #drain(): Promise<void> {
    this.#isDraining = true;
    await new Promise(setImmediate);
    while (this.#pending.length > 0) {
      const batch = this.#pending;
      this.#pending = [];
      try {
        const answers = this.#commit(batch);
        await this.#sync();
        for (const answer of answers) answer();
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
    }
    this.#isDraining = false;
  }

  /** @returns what to tell each caller once the commit is on the disk. */
  #commit(batch: PendingAct[]): (() => void)[] {
    const undoBatch: (() => void)[] = [];
    try {
      return this.#db.transactionSync(
        () =>
          batch.map(({ act, resolve, reject }) => {
            this.#undo = [];
            this.#announcements = [];
            try {
              const result = this.#db.transactionSync(act);
              undoBatch.push(...this.#undo);
              const announcements = this.#announcements;
              return () => {
                for (const announce of announcements) announce();
                resolve(result);
              };
            } catch (error) {
              for (const undo of this.#undo.reverse()) undo();
              return () => reject(error);
            }
          }),
        COMMIT_WITHOUT_SYNC,
      );
    } catch (error) {
      for (const undo of undoBatch.reverse()) undo();
      throw error;
    }
  }

  #sync(): Promise<void> {
    const db = this.#db as unknown as { sync(done: (error?: Error) => void): void };
    return new Promise((resolve, reject) => {
      db.sync((error) => (error ? reject(error) : resolve()));
    });
  }

  /** Copies a consistent snapshot of the running store to a file. */
  async backup(file: string): Promise<void> {
    await this.#db.backup(file, true);
  }

  async close(): Promise<void> {
    await this.write(() => undefined);
    await this.#db.close();
  }
}

export function prefixKey(id: number): Buffer {
  const key = Buffer.allocUnsafe(4);
  key.writeUInt32BE(id);
  return key;
}

export function recordIdBytes(recordId: number): Buffer {
  const bytes = Buffer.allocUnsafe(RECORD_ID_BYTES);
  bytes.writeUIntBE(recordId, 0, RECORD_ID_BYTES);
  return bytes;
}

export function readRecordId(bytes: Buffer, at = 0): number {
  return bytes.readUIntBE(at, RECORD_ID_BYTES);
}
