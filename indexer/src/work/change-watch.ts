import { setTimeout as sleep } from "node:timers/promises";
import type { Models } from "@market/shared/models";
import type { Logger } from "pino";

/** What of a change decides whether there is something to do. */
interface Change {
  operationType: string;
  updateDescription?: { updatedFields?: Record<string, unknown> | null };
}

interface ChangeStream {
  next(): Promise<Change>;
  close(): Promise<void>;
}

export interface ChangeListener {
  /** A text may be due for indexing. */
  onDue: () => void;
  /** A record may have something to announce. */
  onAnnounce: () => void;
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
    for (const model of [models.Demand, models.Result, models.Pairing, models.Contract]) {
      void this.#follow(model.modelName, () => model.watch() as unknown as ChangeStream);
    }
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await Promise.all([...this.#streams].map((stream) => stream.close()));
  }

  async #follow(name: string, open: () => ChangeStream): Promise<void> {
    while (!this.#isClosed) {
      const stream = open();
      this.#streams.add(stream);
      try {
        while (!this.#isClosed) this.#tell(await stream.next());
      } catch (error) {
        if (this.#isClosed) return;
        if (error instanceof Error && "code" in error && error.code === NO_CHANGE_STREAMS) {
          this.#logger.info({ collection: name }, "no change streams here: polling");
          return;
        }
        this.#logger.warn({ err: error, collection: name }, "change stream broke");
      } finally {
        this.#streams.delete(stream);
        await stream.close().catch((error: unknown) => {
          this.#logger.debug({ err: error, collection: name }, "closing a broken change stream");
        });
      }
      if (!this.#isClosed) await sleep(REOPEN_PAUSE_MS);
    }
  }

  #tell({ operationType, updateDescription }: Change): void {
    const fields = updateDescription?.updatedFields;
    if (operationType === "insert" || operationType === "replace" || !fields) {
      this.#listener.onDue();
      this.#listener.onAnnounce();
      return;
    }
    // The indexer's own bookkeeping changes the same records, and is no news.
    if (fields["indexing.dueAt"] instanceof Date) this.#listener.onDue();
    if (fields.announce === true) this.#listener.onAnnounce();
  }
}
