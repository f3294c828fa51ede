import type { IndexerContext } from "../indexer-context.ts";
import { oppositeOf, type TextKind } from "../indexes/index-names.ts";
import { describeMeilisearchError, isMeilisearchAway } from "../indexes/meilisearch-client.ts";
import { WakeSignal } from "../work/wake-signal.ts";
import { type Claim, claimText, failText, finishText, releaseText, renewClaims } from "./claim-text.ts";
import { indexText } from "./index-text.ts";

interface TextWorkerOptions {
  context: IndexerContext;
  /** Names this process in claims. */
  workerId: string;
  /** Texts in work at once: enough to keep the embedding model busy while others index and search. */
  concurrency: number;
  /** How long to wait for a wake-up before looking by oneself. */
  pollIntervalMs: number;
  /** Called after a text is done: what it changed may have to be announced. */
  onDone: () => void;
}

/** Takes due texts and indexes them, several at once. */
export class TextWorker {
  readonly #options: TextWorkerOptions;
  readonly #signal = new WakeSignal();
  readonly #inWork = new Map<Claim, Promise<void>>();
  readonly #ended: Promise<void>;
  #isStopping = false;
  #claimCount = 0;

  constructor(options: TextWorkerOptions) {
    this.#options = options;
    this.#ended = this.#run();
  }

  get textsInWork(): number {
    return this.#inWork.size;
  }

  wake(): void {
    this.#signal.set();
  }

  renewClaims(): Promise<void> {
    return renewClaims(this.#options.context.models, this.#inWork.keys());
  }

  /** Resolves once the texts in work are done. */
  async stop(): Promise<void> {
    this.#isStopping = true;
    this.#signal.set();
    await this.#ended;
    await Promise.all(this.#inWork.values());
  }

  async #run(): Promise<void> {
    const { context, concurrency, pollIntervalMs } = this.#options;
    while (!this.#isStopping) {
      let hasClaimed = false;
      try {
        // Nothing could be finished while the search engine is away, so nothing is begun.
        if (context.engines.isSearchReady && this.#inWork.size < concurrency)
          hasClaimed = await this.#claimNext();
      } catch (error) {
        context.logger.error({ err: error }, "claiming texts failed");
      }
      if (!hasClaimed) await this.#signal.wait(pollIntervalMs);
    }
  }

  async #claimNext(): Promise<boolean> {
    const { context, workerId } = this.#options;
    this.#claimCount += 1;
    // The two kinds and the two ends of the queue take turns.
    const first: TextKind = this.#claimCount % 2 === 0 ? "demand" : "result";
    const newestFirst = this.#claimCount % 4 < 2;
    for (const kind of [first, oppositeOf(first)]) {
      const claim = await claimText(context.models, kind, `${workerId}:${this.#claimCount}`, newestFirst);
      if (claim === null) continue;
      const done = this.#work(claim).finally(() => {
        this.#inWork.delete(claim);
        this.#signal.set();
      });
      this.#inWork.set(claim, done);
      return true;
    }
    return false;
  }

  /** Never rejects: what cannot even be written down is logged, and the claim runs out by itself. */
  async #work(claim: Claim): Promise<void> {
    const { context, onDone } = this.#options;
    const { models, engines, logger } = context;
    const about = { kind: claim.stored.kind, id: claim.stored.text._id.toString() };
    try {
      const startedAt = performance.now();
      const { keywordsOnly } = await indexText(context, claim.stored);
      onDone();
      await finishText(models, claim, keywordsOnly);
      const durationMs = Math.round(performance.now() - startedAt);
      logger.debug(
        { ...about, revision: claim.stored.text.revision, keywordsOnly, durationMs },
        "text indexed",
      );
    } catch (error) {
      logger.warn({ ...about, err: error }, "indexing failed");
      await this.#putOff(claim, error).catch((putOffError: unknown) => {
        logger.error({ ...about, err: putOffError }, "failure cannot be written down");
      });
      if (isMeilisearchAway(error)) engines.noteSearchAway(error);
    }
  }

  async #putOff(claim: Claim, error: unknown): Promise<void> {
    const { models } = this.#options.context;
    if (isMeilisearchAway(error)) {
      await failText(models, claim, new Error(`meilisearch: ${describeMeilisearchError(error)}`));
    } else if (this.#isStopping) await releaseText(models, claim);
    else await failText(models, claim, error);
  }
}
