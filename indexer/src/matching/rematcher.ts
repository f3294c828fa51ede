import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { MATCHING_ID, type MatchingDocument } from "@market/shared/models";
import type { IndexerContext } from "../indexer-context.ts";
import type { TextKind } from "../indexes/index-names.ts";
import { isMeilisearchAway } from "../indexes/meilisearch-client.ts";
import { proposePairings } from "../pairing/propose-pairings.ts";
import { asStoredText, leavingReasonOf, type StoredText, textModelOf } from "../publication/stored-text.ts";
import { UNJOURNALLED } from "../store/write-concern.ts";

/** How long a worker's hold on a run lasts without a step: no step takes nearly as long. */
const LEASE_MS = 30_000;

/** Matched together, they share the round trips to the store, which are most of what is not the search engine's. */
const TEXTS_A_STEP = 4;
/** A live text that is published in the middle of a step waits for the engine no longer than these take. */
const QUERIES_PER_REQUEST = 2;
const LIVE_PAUSE_MS = 10;

type Rematch = NonNullable<MatchingDocument["rematch"]>;

interface RematcherOptions {
  context: IndexerContext;
  /** Whether anything that people wait for is under way or due: matching anew waits for it. */
  isLiveWorkWaiting: () => Promise<boolean>;
  /** Whether this process has such work in hand, which can be told at once. */
  isLiveWorkHere: () => boolean;
}

/**
 * Matches every text on the market anew, a few at a time, whenever a run is asked for and nothing else is to do.
 * A run stands in the store: whoever holds its lease goes on after the last text that was done, so that it outlives
 * any process.
 */
export class Rematcher {
  readonly #options: RematcherOptions;
  readonly #token = randomUUID();
  #isStopping = false;
  /**
   * Where there has been a model, a run waits while it is away: scores by keywords of a later generation would
   * replace better ones.
   */
  #needsModel = false;

  constructor(options: RematcherOptions) {
    this.#options = options;
  }

  /** Stops after the texts it is at. */
  stop(): void {
    this.#isStopping = true;
  }

  /** Goes on with the run until it is finished, live work comes, or somebody else has it. */
  async goOn(): Promise<void> {
    const { context } = this.#options;
    const { rematch, modelIdentity } = await context.weights.refresh();
    if (rematch == null || rematch.finishedAt != null || rematch.startsAt > new Date()) return;
    this.#needsModel = modelIdentity != null;
    if (await this.#mustWait()) return;
    let run = await this.#take(rematch);
    while (run !== null && run.finishedAt == null) {
      const [mustWait, texts] = await Promise.all([this.#mustWait(), readNext(context.models, run)]);
      if (mustWait) break;
      run = await this.#step(run, texts);
    }
    if (run !== null) await this.#update(run, { $set: { "rematch.leaseUntil": null } });
  }

  async #mustWait(): Promise<boolean> {
    const { context, isLiveWorkWaiting } = this.#options;
    const { isSearchReady, model } = context.engines;
    const areEnginesReady = isSearchReady && (model !== null || !this.#needsModel);
    return this.#isStopping || !areEnginesReady || (await isLiveWorkWaiting());
  }

  /** In the middle of a step: until the live texts in hand are done. */
  async #giveWay(): Promise<void> {
    while (this.#options.isLiveWorkHere() && !this.#isStopping) await sleep(LIVE_PAUSE_MS);
  }

  async #take(rematch: Rematch): Promise<Rematch | null> {
    const { models } = this.#options.context;
    const now = new Date();
    // Counted once a run: what is published meanwhile is matched by its own work.
    const total = rematch.total > 0 ? rematch.total : await countOpen(models);
    const taken = await models.Matching.findOneAndUpdate(
      {
        _id: MATCHING_ID,
        "rematch.runId": rematch.runId,
        "rematch.finishedAt": null,
        $or: [
          { "rematch.leaseUntil": null },
          { "rematch.leaseUntil": { $lte: now } },
          { "rematch.leaseToken": this.#token },
        ],
      },
      {
        $set: {
          "rematch.leaseToken": this.#token,
          "rematch.leaseUntil": leaseEnd(),
          "rematch.total": total,
        },
      },
      { returnDocument: "after" },
    ).lean();
    return taken?.rematch ?? null;
  }

  /** Some texts, then cursor and counts in one update. `null` where the run has passed to another, or is replaced. */
  async #step(run: Rematch, texts: readonly StoredText[]): Promise<Rematch | null> {
    const { context } = this.#options;
    const last = texts.at(-1);
    if (last === undefined) return this.#update(run, { $set: nextPart(run.kind) });
    const startedAt = performance.now();
    try {
      const failed = await this.#match(run.kind, texts);
      return await this.#update(run, {
        $set: { "rematch.afterId": last.text._id, "rematch.leaseUntil": leaseEnd() },
        $inc: {
          "rematch.done": texts.length,
          "rematch.failed": failed,
          "rematch.workedMs": performance.now() - startedAt,
        },
      });
    } catch (error) {
      if (!isMeilisearchAway(error)) throw error;
      context.engines.noteSearchAway(error);
      // Not done: the same texts come first when the engine is back.
      return run;
    }
  }

  /** Returns how many could not be matched; throws only where the search engine is away. */
  async #match(kind: TextKind, texts: readonly StoredText[]): Promise<number> {
    const { context } = this.#options;
    const at = new Date();
    const open = texts.filter(({ text }) => leavingReasonOf(text, at) === null);
    try {
      await proposePairings(context, kind, open, {
        queriesPerRequest: QUERIES_PER_REQUEST,
        beforeRequest: () => this.#giveWay(),
      });
      return 0;
    } catch (error) {
      if (isMeilisearchAway(error)) throw error;
      if (open.length > 1) {
        // One text that cannot be matched must not hold up the others.
        let failed = 0;
        for (const stored of open) failed += await this.#match(kind, [stored]);
        return failed;
      }
      context.logger.error({ err: error, kind, id: String(open[0]?.text._id) }, "matching anew failed");
      return 1;
    }
  }

  async #update(run: Rematch, update: Record<string, unknown>): Promise<Rematch | null> {
    const updated = await this.#options.context.models.Matching.findOneAndUpdate(
      {
        _id: MATCHING_ID,
        "rematch.runId": run.runId,
        "rematch.leaseToken": this.#token,
        "rematch.kind": run.kind,
        "rematch.afterId": run.afterId ?? null,
      },
      update,
      // A step that is lost in a crash is done again, which costs less than waiting for the journal each time.
      { returnDocument: "after", ...UNJOURNALLED },
    ).lean();
    return updated?.rematch ?? null;
  }
}

/** The first texts after the cursor; none at the end of their kind. */
async function readNext(models: IndexerContext["models"], { kind, afterId }: Rematch): Promise<StoredText[]> {
  const documents = await textModelOf(models, kind)
    .find({ status: "published", ...(afterId != null && { _id: { $gt: afterId } }) }, { history: 0 })
    .sort({ _id: 1 })
    .limit(TEXTS_A_STEP)
    .lean();
  return documents.map((document) => asStoredText(kind, document));
}

function nextPart(kind: TextKind): Record<string, unknown> {
  return kind === "demand"
    ? { "rematch.kind": "result", "rematch.afterId": null, "rematch.leaseUntil": leaseEnd() }
    : { "rematch.finishedAt": new Date() };
}

async function countOpen({ Demand, Result }: IndexerContext["models"]): Promise<number> {
  const open = { status: "published" as const };
  const [demands, results] = await Promise.all([Demand.countDocuments(open), Result.countDocuments(open)]);
  return demands + results;
}

function leaseEnd(): Date {
  return new Date(Date.now() + LEASE_MS);
}
