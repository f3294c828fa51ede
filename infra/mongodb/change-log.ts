import { randomBytes } from "node:crypto";
import { EventEmitter, once } from "node:events";
import { type Document, Timestamp } from "bson";
import { encode } from "./bson/codec.ts";
import { encodeKey } from "./bson/key-string.ts";
import type { BatchSource } from "./cursors.ts";
import { ServerError } from "./errors.ts";

/** How many of the latest changes a stream may resume behind. */
const KEPT_CHANGES = 1000;

export type ChangeKind = "insert" | "update" | "replace" | "delete" | "drop" | "invalidate";

export interface Change {
  sequence: number;
  namespace: string;
  kind: ChangeKind;
  at: Timestamp;
  documentKey?: Document;
  /** What was inserted, as it was then. */
  document?: Document;
  updateDescription?: Document;
}

/** The latest durable changes, in memory: enough to wake whoever watches, not a history. */
export class ChangeLog {
  /** Tells this run's resume tokens from those of an earlier one, which cannot be honoured. */
  readonly #run = randomBytes(4).toString("hex");
  readonly #changes: Change[] = [];
  readonly #wake = new EventEmitter().setMaxListeners(0);
  #sequence = 0;

  append(
    namespace: string,
    kind: ChangeKind,
    details: Pick<Change, "documentKey" | "document" | "updateDescription"> = {},
  ): void {
    const at = new Timestamp({ t: Math.floor(Date.now() / 1000), i: (this.#sequence % 0xffffffff) + 1 });
    this.#changes.push({ sequence: ++this.#sequence, namespace, kind, at, ...details });
    if (this.#changes.length > KEPT_CHANGES) this.#changes.shift();
    this.#wake.emit("change");
  }

  token(sequence = this.#sequence): Document {
    return { _data: `${this.#run}${sequence.toString(16).padStart(12, "0")}` };
  }

  /**
   * Follows one namespace from now on, or from behind a token. `present` turns a change into an event, or null when
   * the stream's pipeline drops it.
   */
  follow(
    namespace: string,
    resumeToken: Document | undefined,
    present: (change: Change) => Document | null,
  ): BatchSource {
    let position = resumeToken === undefined ? this.#sequence : this.#positionOf(resumeToken);
    let isClosed = false;
    const next: BatchSource["next"] = async (size, waitMs) => {
      const until = Date.now() + waitMs;
      for (;;) {
        const documents: Buffer[] = [];
        this.#assertKept(position);
        for (const change of this.#changes) {
          if (documents.length >= size) break;
          if (change.sequence <= position) continue;
          position = change.sequence;
          if (change.namespace !== namespace) continue;
          const event = present(change);
          if (event) documents.push(encode({ _id: this.token(change.sequence), ...event }));
          if (change.kind === "invalidate") isClosed = true;
        }
        const left = until - Date.now();
        if (documents.length > 0 || left <= 0 || isClosed) {
          return { documents, isLast: isClosed, postBatchResumeToken: this.token(position) };
        }
        await once(this.#wake, "change", { signal: AbortSignal.timeout(left) }).catch(ignoreTimeout);
      }
    };
    return {
      next,
      close: () => {
        isClosed = true;
        this.#wake.emit("change");
      },
    };
  }

  #positionOf(token: Document): number {
    const data = String(token._data);
    if (!data.startsWith(this.#run)) throw historyLost();
    const position = Number.parseInt(data.slice(this.#run.length), 16);
    this.#assertKept(position);
    return position;
  }

  #assertKept(position: number): void {
    const oldest = this.#changes[0]?.sequence ?? this.#sequence + 1;
    if (!(position >= oldest - 1)) throw historyLost();
  }
}

function ignoreTimeout(error: Error): void {
  if (error.name !== "AbortError") throw error;
}

function historyLost(): ServerError {
  return new ServerError("ChangeStreamHistoryLost", "The resume point may no longer be in the log");
}

/** What changed between two versions, by top-level field. */
export function describeUpdate(before: Document, after: Document): Document {
  const updatedFields: Document = {};
  for (const [name, value] of Object.entries(after)) {
    if (!Object.hasOwn(before, name) || !encodeKey(before[name]).equals(encodeKey(value)))
      updatedFields[name] = value;
  }
  const removedFields = Object.keys(before).filter((name) => !Object.hasOwn(after, name));
  return { updatedFields, removedFields, truncatedArrays: [] };
}
