import { setTimeout as sleep } from "node:timers/promises";
import { MATCHING_ID } from "@market/shared/models";
import { type JudgedSet, readJudgedSet } from "../evaluation/judged-set.ts";
import { judgedSetDirectories } from "../evaluation/run-options.ts";
import type { TextVectors } from "../evaluation/scorable-judged-texts.ts";
import type { IndexerContext } from "../indexer-context.ts";
import { takeLease } from "../work/lease.ts";
import { readDecidedPairs } from "./decided-pairs.ts";
import { learnFromDecisions, MIN_DECISIONS } from "./learn-from-decisions.ts";

interface LearnerOptions {
  context: IndexerContext;
  /** Whether anything that people wait for is under way or due: the model is left to it. */
  isLiveWorkWaiting: () => Promise<boolean>;
}

/** 03:00 in Asia/Shanghai, when nobody waits for the market. */
const NIGHTLY_UTC_HOUR = 19;
const NIGHTLY_LEASE_MS = 2 * 60 * 60_000;
const REQUESTED_LEASE_MS = 60_000;
/** Asked of the model at once, so that a live text waits for no more than these. */
const TEXTS_A_STEP = 4;
const LIVE_PAUSE_MS = 100;

/** Learns from decisions: when asked to, and each night in which enough new ones have come. */
export class Learner {
  readonly #options: LearnerOptions;
  readonly #stopping = new AbortController();

  constructor(options: LearnerOptions) {
    this.#options = options;
  }

  stop(): void {
    this.#stopping.abort();
  }

  async learnIfDue(now: Date): Promise<void> {
    const { models, engines, logger } = this.#options.context;
    if (!(await this.#isDue(now))) return;
    const judgedSets: JudgedSet[] = await Promise.all(judgedSetDirectories().map(readJudgedSet));
    try {
      const vectors = engines.model === null ? null : this.#patientVectors();
      logger.info(await learnFromDecisions({ models, judgedSets, vectors }), "learnt from decisions");
    } catch (error) {
      // What was asked for stays asked for, and the next indexer does it.
      if (!this.#stopping.signal.aborted) throw error;
    }
  }

  async #isDue(now: Date): Promise<boolean> {
    const { models } = this.#options.context;
    const { learning } = await models.Matching.findById(MATCHING_ID).lean().orFail();
    if (learning.requestedAt != null) return takeLease(models, "learning", REQUESTED_LEASE_MS);
    const isNight = now.getUTCHours() === NIGHTLY_UTC_HOUR;
    if (!isNight || !(await takeLease(models, "nightly learning", NIGHTLY_LEASE_MS))) return false;
    const decided = await readDecidedPairs(models);
    return decided.length - learning.decisions >= MIN_DECISIONS;
  }

  /** The market's own kept vectors; what is missing is asked for a little at a time, after live texts. */
  #patientVectors(): TextVectors {
    const { context, isLiveWorkWaiting } = this.#options;
    return {
      adapter: context.engines.model?.adapter ?? null,
      embed: async (texts) => {
        const vectors: Float32Array[] = [];
        for (let start = 0; start < texts.length; start += TEXTS_A_STEP) {
          this.#stopping.signal.throwIfAborted();
          while (await isLiveWorkWaiting()) await sleep(LIVE_PAUSE_MS, undefined, this.#stopping);
          const { model } = context.engines;
          if (model === null)
            throw new Error("the embedding model went away while judged needs were embedded");
          const step = await model.vectors.embed(texts.slice(start, start + TEXTS_A_STEP));
          await step.kept;
          vectors.push(...step.vectors);
        }
        return vectors;
      },
    };
  }
}
