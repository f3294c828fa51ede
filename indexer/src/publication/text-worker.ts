import type { IndexerContext } from "../indexer-context.ts";
import { textKinds } from "../indexes/index-names.ts";
import { describeMeilisearchError, isMeilisearchAway } from "../indexes/meilisearch-client.ts";
import { WakeSignal } from "../work/wake-signal.ts";
import {
  type Claim,
  type ClaimRequest,
  claimTexts,
  failTexts,
  finishTexts,
  releaseTexts,
  renewClaims,
} from "./claim-texts.ts";
import { indexTexts } from "./index-texts.ts";

interface TextWorkerOptions {
  context: IndexerContext;
  /** Names this process in claims. */
  workerId: string;
  /** How long to wait for a wake-up before looking by oneself. */
  pollIntervalMs: number;
}

/** Texts claimed together. */
const GROUP_SIZE = 16;
/** From so many groups in work on, no more are taken: while one is embedded, the others index and search. */
const MAX_GROUPS = 3;
/** While groups fill every place, what was posted in the last moments is taken alone, past the backlog. */
const MAX_LIVE = 2;
const LIVE_AGE_MS = 2_000;

/** Takes due texts and indexes them: a lone one at once, a backlog in groups. */
export class TextWorker {
  readonly #options: TextWorkerOptions;
  readonly #signal = new WakeSignal();
  readonly #groups = new Map<Claim, Promise<void>>();
  readonly #live = new Map<Claim, Promise<void>>();
  readonly #ended: Promise<void>;
  #isStopping = false;
  #claimCount = 0;
  /** Whether more texts are likely to be due than were taken: the last claim was full, or there was no place. */
  #hasWaiting = false;

  constructor(options: TextWorkerOptions) {
    this.#options = options;
    this.#ended = this.#run();
  }

  get textsInWork(): number {
    return this.#claims().reduce((sum, { texts }) => sum + texts.length, 0);
  }

  wake(): void {
    this.#signal.set();
  }

  renewClaims(): Promise<void> {
    return renewClaims(this.#options.context.models, this.#claims());
  }

  /** Resolves once the texts in work are done. */
  async stop(): Promise<void> {
    this.#isStopping = true;
    this.#signal.set();
    await this.#ended;
    await Promise.all([...this.#groups.values(), ...this.#live.values()]);
  }

  #claims(): Claim[] {
    return [...this.#groups.keys(), ...this.#live.keys()];
  }

  async #run(): Promise<void> {
    const { context, pollIntervalMs } = this.#options;
    while (!this.#isStopping) {
      let mayClaimMore = false;
      try {
        // Nothing could be finished while the search engine is away, so nothing is begun.
        if (context.engines.isSearchReady) mayClaimMore = await this.#claimNext();
      } catch (error) {
        context.logger.error({ err: error }, "claiming texts failed");
      }
      if (!mayClaimMore) await this.#signal.wait(pollIntervalMs);
    }
  }

  /** Whether there may be more to claim at once. */
  async #claimNext(): Promise<boolean> {
    if (this.#groups.size < MAX_GROUPS) {
      this.#hasWaiting = await this.#claimInto(this.#groups, { limit: GROUP_SIZE });
      return this.#hasWaiting;
    }
    this.#hasWaiting = true;
    if (this.#live.size >= MAX_LIVE) return false;
    const dueAfter = new Date(Date.now() - LIVE_AGE_MS);
    return this.#claimInto(this.#live, { limit: 1, dueAfter });
  }

  async #claimInto(
    place: Map<Claim, Promise<void>>,
    request: Pick<ClaimRequest, "limit" | "dueAfter">,
  ): Promise<boolean> {
    const { context, workerId } = this.#options;
    this.#claimCount += 1;
    const token = `${workerId}:${this.#claimCount}`;
    const claims = await Promise.all(
      textKinds.map((kind) => claimTexts(context.models, { ...request, kind, token })),
    );
    const taken = claims.filter((claim) => claim !== null);
    for (const claim of taken) {
      const done = this.#work(claim).finally(() => {
        place.delete(claim);
        // A place is free for those that found none.
        if (this.#hasWaiting) this.#signal.set();
      });
      place.set(claim, done);
    }
    return taken.some(({ texts }) => texts.length === request.limit);
  }

  /** Never rejects: what cannot even be written down is logged, and the claim runs out by itself. */
  async #work(claim: Claim): Promise<void> {
    const { models, logger } = this.#options.context;
    const about = { kind: claim.kind, ids: claim.texts.map(({ text }) => text._id.toString()) };
    try {
      const startedAt = performance.now();
      const keywordsOnly = await indexTexts(this.#options.context, claim.kind, claim.texts);
      await finishTexts(models, claim, keywordsOnly);
      const durationMs = Math.round(performance.now() - startedAt);
      logger.debug({ ...about, keywordsOnly: keywordsOnly.size, durationMs }, "texts indexed");
    } catch (error) {
      logger.warn({ ...about, err: error }, "indexing failed");
      await this.#putOff(claim, error).catch((putOffError: unknown) => {
        logger.error({ ...about, err: putOffError }, "failure cannot be written down");
      });
    }
  }

  async #putOff(claim: Claim, error: unknown): Promise<void> {
    const { models, engines } = this.#options.context;
    if (isMeilisearchAway(error)) {
      engines.noteSearchAway(error);
      await failTexts(models, claim, `meilisearch: ${describeMeilisearchError(error)}`);
    } else if (claim.texts.length > 1 && !this.#isStopping) {
      // One text that cannot be indexed must not hold up the others.
      for (const stored of claim.texts) await this.#work({ ...claim, texts: [stored] });
    } else if (this.#isStopping) await releaseTexts(models, claim);
    else await failTexts(models, claim, error instanceof Error ? error.message : String(error));
  }
}
