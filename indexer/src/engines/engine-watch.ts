import type { Models } from "@market/shared/models";
import type { Meilisearch } from "meilisearch";
import type { Logger } from "pino";
import type { EmbeddingClient } from "../embedding/embedding-client.ts";
import { adapterFor, type NeedAdapter } from "../embedding/need-adapter.ts";
import { PassageVectors } from "../embedding/passage-vectors.ts";
import type { TextKind } from "../indexes/index-names.ts";
import { describeMeilisearchError } from "../indexes/meilisearch-client.ts";
import type { TextIndex } from "../indexes/text-index.ts";
import strangers from "../pairing/stranger-passages.json" with { type: "json" };

/** The embedding model that answers now, with what only makes sense under it. */
export interface ReadyModel {
  identity: string;
  dimensions: number;
  vectors: PassageVectors;
  /** Turns needs' vectors towards results; `null` where none was fitted on this model. */
  adapter: NeedAdapter | null;
  /** Vectors of frozen texts that have nothing to do with any other. */
  strangers: Float32Array[];
}

interface EngineWatchOptions {
  models: Models;
  meilisearch: Meilisearch;
  indexes: Record<TextKind, TextIndex>;
  embeddings: EmbeddingClient;
  logger: Logger;
  /** Called when the model turns up or is another one, or when the search engine is back. */
  onRecovered: () => void;
}

const OK = "ok";

/**
 * Knows whether the search engine and the embedding model answer, and has each ready for use: indexes set up, the
 * model's dimensions known. Work asks it first, so that nothing runs into a server known to be away.
 */
export class EngineWatch {
  readonly #options: EngineWatchOptions;
  #model: ReadyModel | null = null;
  #embeddingsState = "not asked yet";
  #meilisearchState = "not asked yet";
  /** Dimensions that the indexes were last set up for; `undefined` before the first time. */
  #reconciledFor: number | null | undefined;

  constructor(options: EngineWatchOptions) {
    this.#options = options;
  }

  /** The model, or `null` while it is away. */
  get model(): ReadyModel | null {
    return this.#model;
  }

  get isSearchReady(): boolean {
    return this.#meilisearchState === OK;
  }

  /** "ok", or why not. */
  get states(): { embeddings: string; meilisearch: string } {
    return { embeddings: this.#embeddingsState, meilisearch: this.#meilisearchState };
  }

  async check(): Promise<void> {
    const before = { ...this.states, model: this.#model?.identity };
    await this.#checkEmbeddings();
    await this.#checkMeilisearch();
    const isModelNew = this.#model !== null && this.#model.identity !== before.model;
    const isSearchBack = this.isSearchReady && before.meilisearch !== OK;
    if (isModelNew || isSearchBack) this.#options.onRecovered();
  }

  noteEmbeddingsAway(error: unknown): void {
    this.#setEmbeddings(describe(error));
    this.#model = null;
  }

  noteSearchAway(error: unknown): void {
    this.#setMeilisearch(describeMeilisearchError(error));
    this.#reconciledFor = undefined;
  }

  async #checkEmbeddings(): Promise<void> {
    const { embeddings, models } = this.#options;
    try {
      const probed = await embeddings.probe();
      if (this.#model?.identity !== probed.identity) {
        const vectors = new PassageVectors(models, embeddings, probed.identity);
        const embedded = await vectors.embed(strangers.passages);
        await embedded.kept;
        const adapter = adapterFor({ model: embeddings.model, dimensions: probed.dimensions });
        this.#model = { ...probed, vectors, adapter, strangers: embedded.vectors };
      }
      this.#setEmbeddings(OK);
    } catch (error) {
      this.noteEmbeddingsAway(error);
    }
  }

  async #checkMeilisearch(): Promise<void> {
    try {
      await this.#options.meilisearch.health();
      const dimensions = this.#model?.dimensions ?? null;
      const isSetUp =
        this.#reconciledFor === dimensions || (dimensions === null && this.#reconciledFor !== undefined);
      if (!isSetUp) await this.reconcileIndexes();
      this.#setMeilisearch(OK);
    } catch (error) {
      this.noteSearchAway(error);
    }
  }

  /** Sets both indexes up as they must be; does nothing where they are. */
  async reconcileIndexes(): Promise<void> {
    const dimensions = this.#model?.dimensions ?? null;
    await Promise.all(Object.values(this.#options.indexes).map((index) => index.reconcile(dimensions)));
    this.#reconciledFor = dimensions;
  }

  #setEmbeddings(state: string): void {
    if (state === this.#embeddingsState) return;
    this.#embeddingsState = state;
    this.#report("embeddings", state);
  }

  #setMeilisearch(state: string): void {
    if (state === this.#meilisearchState) return;
    this.#meilisearchState = state;
    this.#report("meilisearch", state);
  }

  #report(engine: string, state: string): void {
    const { logger } = this.#options;
    if (state === OK) logger.info({ engine }, "engine answers");
    else logger.warn({ engine, state }, "engine is away");
  }
}

function describe(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
