import { randomUUID } from "node:crypto";
import { MATCHING_ID, type MatchingDocument } from "@market/shared/models";
import type { IndexerContext } from "../indexer-context.ts";
import type { TextKind } from "../indexes/index-names.ts";
import { isMeilisearchAway } from "../indexes/meilisearch-client.ts";
import { proposePairings } from "../pairing/propose-pairings.ts";
import { asStoredText, leavingReasonOf, textModelOf } from "../publication/stored-text.ts";

/** How long a worker's hold on a run lasts without a step: no step takes nearly as long. */
const LEASE_MS = 30_000;

type Rematch = NonNullable<MatchingDocument["rematch"]>;

interface RematcherOptions {
  context: IndexerContext;
  /** Whether anything that people wait for is under way or due: matching anew waits for it. */
  isLiveWorkWaiting: () => Promise<boolean>;
}

/**
 * Matches every text on the market anew, one after the other, whenever a run is asked for and nothing else is to do.
 * A run stands in the store: whoever holds its lease goes on after the last text that was done, so that it outlives
 * any process.
 */
export class Rematcher {
  readonly #options: RematcherOptions;
  readonly #token = randomUUID();
  #isStopping = false;

  constructor(options: RematcherOptions) {
    this.#options = options;
  }

  /** Stops after the text it is at. */
  stop(): void {
    this.#isStopping = true;
  }

  /** Goes on with the run until it is finished, live work comes, or somebody else has it. */
  async goOn(): Promise<void> {
    const { context } = this.#options;
    const { rematch, modelIdentity } = await context.weights.refresh();
    if (rematch == null || rematch.finishedAt != null || rematch.startsAt > new Date()) return;
    // Scores of a later generation would replace better ones while the model is only away for a moment.
    const isModelAway = modelIdentity != null && context.engines.model === null;
    if (!context.engines.isSearchReady || isModelAway || (await this.#mustWait())) return;
    let run = await this.#take(rematch);
    while (run !== null && run.finishedAt == null && !(await this.#mustWait())) run = await this.#step(run);
    if (run !== null) await this.#update(run, { $set: { "rematch.leaseUntil": null } });
  }

  async #mustWait(): Promise<boolean> {
    return this.#isStopping || (await this.#options.isLiveWorkWaiting());
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

  /** One text, then cursor and counts in one update. `null` where the run has passed to another, or is replaced. */
  async #step(run: Rematch): Promise<Rematch | null> {
    const { context } = this.#options;
    const kind = run.kind as TextKind;
    const startedAt = performance.now();
    const document = await textModelOf(context.models, kind)
      .findOne(
        { status: "published", ...(run.afterId != null && { _id: { $gt: run.afterId } }) },
        { history: 0 },
      )
      .sort({ _id: 1 })
      .lean();
    if (document === null) return this.#update(run, { $set: nextPart(kind) });
    let failed = 0;
    try {
      const isOpen = leavingReasonOf(document, new Date()) === null;
      if (isOpen) await proposePairings(context, kind, [asStoredText(kind, document)]);
    } catch (error) {
      if (isMeilisearchAway(error)) {
        context.engines.noteSearchAway(error);
        return run;
      }
      // One text that cannot be matched must not hold up the others.
      context.logger.error({ err: error, kind, id: document._id.toString() }, "matching anew failed");
      failed = 1;
    }
    return this.#update(run, {
      $set: { "rematch.afterId": document._id, "rematch.leaseUntil": leaseEnd() },
      $inc: {
        "rematch.done": 1,
        "rematch.failed": failed,
        "rematch.workedMs": performance.now() - startedAt,
      },
    });
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
      { returnDocument: "after" },
    ).lean();
    return updated?.rematch ?? null;
  }
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
