import { setTimeout as sleep } from "node:timers/promises";
import type { Models } from "@market/shared/models";
import type { Logger } from "pino";
import type { SubjectKind } from "../notification/notice.ts";

/** What of a record, or of what was changed in it, decides whether there is something to do. */
interface WorkFields {
  announce?: boolean;
  indexing?: { dueAt?: Date | null; leaseToken?: string | null };
  "indexing.dueAt"?: Date | null;
}

interface Change {
  fullDocument?: WorkFields;
  updateDescription?: { updatedFields?: WorkFields | null };
}

interface ChangeStream {
  next(): Promise<Change>;
  close(): Promise<void>;
}

export interface ChangeListener {
  /** A text is due for indexing. */
  onDue: () => void;
  /** A record of that kind has something to announce. */
  onAnnounce: (kind: SubjectKind) => void;
}

const REOPEN_PAUSE_MS = 1_000;
/** The server is no replica set: it has no change streams, and will not get any while it runs. */
const NO_CHANGE_STREAMS = 40_573;

/**
 * Listens to the change streams of everything that makes work, where the server has them. A stream only wakes:
 * whoever listens polls as well, so a stream that breaks costs moments and loses nothing.
 */
export class ChangeWatch {
  readonly #streams = new Set<ChangeStream>();
  readonly #logger: Logger;
  readonly #listener: ChangeListener;
  #isClosed = false;

  constructor(models: Models, listener: ChangeListener, logger: Logger) {
    this.#listener = listener;
    this.#logger = logger;
    const modelOf = {
      demand: models.Demand,
      result: models.Result,
      pairing: models.Pairing,
      contract: models.Contract,
      selection: models.SelectionCall,
      message: models.Message,
    } satisfies Record<SubjectKind, unknown>;
    for (const kind of Object.keys(modelOf) as SubjectKind[]) {
      // Whoever writes new pairings announces them, so that of pairings only updates are news.
      const pipeline = kind === "pairing" ? [{ $match: { operationType: "update" } }] : [];
      void this.#follow(kind, () => modelOf[kind].watch(pipeline) as unknown as ChangeStream);
    }
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await Promise.all([...this.#streams].map((stream) => stream.close()));
  }

  async #follow(kind: SubjectKind, open: () => ChangeStream): Promise<void> {
    while (!this.#isClosed) {
      const stream = open();
      this.#streams.add(stream);
      try {
        while (!this.#isClosed) this.#tell(kind, await stream.next());
      } catch (error) {
        if (this.#isClosed) return;
        if (error instanceof Error && "code" in error && error.code === NO_CHANGE_STREAMS) {
          this.#logger.info({ kind }, "no change streams here: polling");
          return;
        }
        this.#logger.warn({ err: error, kind }, "change stream broke");
      } finally {
        this.#streams.delete(stream);
        await stream.close().catch((error: unknown) => {
          this.#logger.debug({ err: error, kind }, "closing a broken change stream");
        });
      }
      if (!this.#isClosed) await sleep(REOPEN_PAUSE_MS);
    }
  }

  #tell(kind: SubjectKind, { fullDocument, updateDescription }: Change): void {
    // The indexer's own bookkeeping changes the same records, and is no news.
    const fields = updateDescription?.updatedFields ?? fullDocument;
    const isFree = !fields?.indexing?.leaseToken;
    if (isFree && (fields?.["indexing.dueAt"] ?? fields?.indexing?.dueAt)) this.#listener.onDue();
    if (fields?.announce === true) this.#listener.onAnnounce(kind);
  }
}
