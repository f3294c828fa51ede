import { existsSync, mkdirSync } from "node:fs";
import { resolve } from "node:path";
import { ABORT, open, type RootDatabase } from "lmdb";
import { assertStoreFile } from "./store-file.ts";

export const STORE_FILE = "mongodb.mdb";
const RECORD_ID_BYTES = 6;
/** Which files this process serves. lmdb would open one twice, but what is kept in memory beside it would part. */
const served = new Set<string>();

interface Entry {
  key: Buffer;
  value: Buffer;
}

interface PendingAct {
  act: () => unknown;
  isJournalled: boolean;
  resolve: (result: unknown) => void;
  reject: (error: unknown) => void;
}

type Outcome = { result: unknown; announcements: (() => void)[] } | { error: unknown };

/**
 * One lmdb file of byte keys and byte values. Every change runs inside `write`, one after another, so what an act
 * reads is still true when it writes.
 */
export class Store {
  readonly #db: RootDatabase<Buffer, Buffer>;
  readonly #path: string;
  readonly #isInUse: boolean;
  #pending: PendingAct[] = [];
  readonly #commits = new Set<Promise<void>>();
  /** How many entries have been written since the start: while it stands still, what was read is as it was. */
  writeCount = 0;
  #undo: (() => void)[] = [];
  #announcements: (() => void)[] = [];

  /**
   * Opens or creates the store in a folder; a file that lmdb cannot read is named and never overwritten. `isInUse` lets
   * a store be read that somebody else serves.
   */
  constructor(folder: string, { isInUse = false }: { isInUse?: boolean } = {}) {
    mkdirSync(folder, { recursive: true });
    const path = resolve(folder, STORE_FILE);
    this.#path = path;
    this.#isInUse = isInUse;
    if (!isInUse) {
      if (served.has(path)) throw new Error(`the store file ${path} is served by this process already`);
      assertStoreFile(path);
    }
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
    if (!isInUse) served.add(path);
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
    return existsSync(resolve(folder, STORE_FILE));
  }

  get(key: Buffer): Buffer | undefined {
    return this.#db.get(key);
  }

  /** Whether what readers see now is all that has been written. */
  get isSettled(): boolean {
    return this.#commits.size === 0;
  }

  put(key: Buffer, value: Buffer): void {
    this.writeCount++;
    this.#db.putSync(key, value);
  }

  remove(key: Buffer): void {
    this.writeCount++;
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
   * Runs an act atomically and resolves once its effect is on the disk or, when it need not be journalled, once
   * readers see it. Acts that wait together share one commit and one sync. An act that throws leaves nothing behind
   * and rejects alone. It may be run twice, so it changes nothing outside the store but by `onRollback`.
   */
  write<T>(act: () => T, isJournalled = true): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.#pending.push({ act, isJournalled, resolve: resolve as (result: unknown) => void, reject });
      if (this.#pending.length > 1) return;
      const commit = this.#commitPending().finally(() => this.#commits.delete(commit));
      this.#commits.add(commit);
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

  /**
   * lmdb's writing thread calls back when it holds the write lock, commits and syncs. The next batch runs and commits
   * while this one is synced; its own sync then begins after its commit.
   */
  async #commitPending(): Promise<void> {
    let settle = (_isJournalled: boolean) => {};
    const commit = { isOver: false };
    try {
      await this.#db.transaction(() => {
        const batch = this.#pending;
        this.#pending = [];
        const outcomes = this.#run(batch);
        settle = (isJournalled) => {
          for (const [i, pending] of batch.entries()) {
            if (pending.isJournalled === isJournalled) settleAct(pending, outcomes[i]!);
          }
        };
        if (batch.some(({ isJournalled }) => !isJournalled)) {
          void this.#whenVisible(this.#db.getWriteTxnId(), commit).then(() => settle(false));
        }
      });
    } catch (error) {
      // Memory and disk may differ now; a fresh start reads the disk. A full disk ends the real server too.
      console.error(`the store file ${this.#path} could not be written:`, error);
      process.exit(1);
    }
    commit.isOver = true;
    settle(true);
  }

  /**
   * Runs acts in one nested transaction, since one costs as much as several acts do. An act that fails after it wrote
   * can only be taken back together with the others, which then run again, each in its own.
   */
  #run(batch: PendingAct[]): Outcome[] {
    const outcomes: Outcome[] = [];
    const undo: (() => void)[] = [];
    this.#undo = undo;
    const kept = this.#db.transactionSync<unknown>(() => {
      for (const { act } of batch) {
        const writesBefore = this.writeCount;
        const announcements: (() => void)[] = [];
        this.#announcements = announcements;
        try {
          outcomes.push({ result: act(), announcements });
        } catch (error) {
          outcomes.push({ error });
          if (this.writeCount > writesBefore) return ABORT;
        }
      }
    });
    if (kept !== ABORT) return outcomes;
    for (const takeBack of undo.reverse()) takeBack();
    return batch.length === 1 ? outcomes : batch.flatMap((pending) => this.#run([pending]));
  }

  /**
   * A commit shows to readers before lmdb tells of it, which it does after the sync. One that writes nothing never
   * shows: it is over, and that is all.
   */
  async #whenVisible(transactionId: number, commit: { isOver: boolean }): Promise<void> {
    const lastCommitted = () => (this.#db.getStats() as { lastTxnId: number }).lastTxnId;
    while (!commit.isOver && lastCommitted() < transactionId) await new Promise(setImmediate);
    this.#db.resetReadTxn();
  }

  /** Copies a consistent snapshot of the running store to a file. */
  async backup(file: string): Promise<void> {
    await this.#db.backup(file, true);
  }

  async close(): Promise<void> {
    await Promise.all(this.#commits);
    await this.#db.close();
    if (!this.#isInUse) served.delete(this.#path);
  }
}

function settleAct({ resolve, reject }: PendingAct, outcome: Outcome): void {
  if ("error" in outcome) {
    reject(outcome.error);
    return;
  }
  for (const announce of outcome.announcements) announce();
  resolve(outcome.result);
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
