import { randomUUID } from "node:crypto";
import { hostname } from "node:os";
import { createModels, initModels } from "@market/shared/models";
import type { Connection } from "mongoose";
import type { Logger } from "pino";
import { sweepAttachments } from "./attachment/sweep-attachments.ts";
import { EmbeddingClient, type EmbeddingOptions } from "./embedding/embedding-client.ts";
import { EngineWatch } from "./engines/engine-watch.ts";
import { Learner } from "./fitting/learner.ts";
import type { IndexerContext } from "./indexer-context.ts";
import { indexNameOf, textKinds } from "./indexes/index-names.ts";
import { createMeilisearchClient, type MeilisearchOptions } from "./indexes/meilisearch-client.ts";
import { TextIndex } from "./indexes/text-index.ts";
import { beginMatching } from "./matching/begin-matching.ts";
import { isAnyTextDue } from "./matching/due-texts.ts";
import { noteModel } from "./matching/note-model.ts";
import { Rematcher } from "./matching/rematcher.ts";
import { WeightsWatch } from "./matching/weights-watch.ts";
import { Announcer } from "./notification/announcer.ts";
import { sendDigests } from "./notification/send-digests.ts";
import { ScorableTexts } from "./pairing/scorable-texts.ts";
import { hastenFailed, makeDue } from "./publication/claim-texts.ts";
import { announceExpiry, expireTexts } from "./publication/expire-texts.ts";
import { OpenTexts } from "./publication/open-texts.ts";
import { repairIndexes } from "./publication/repair-index.ts";
import { TextWorker } from "./publication/text-worker.ts";
import { type ChatOptions, createChatClient } from "./reasons/chat-client.ts";
import { wordNextReasons } from "./reasons/word-reasons.ts";
import { ChangeWatch } from "./work/change-watch.ts";
import { takeLease } from "./work/lease.ts";
import { RepeatingTask } from "./work/repeating-task.ts";

export interface IndexerOptions extends MeilisearchOptions, EmbeddingOptions, ChatOptions {
  connection: Connection;
  logger: Logger;
  /** How often expiry and the comparison of index and store run. */
  sweepIntervalMs?: number;
}

export interface Indexer {
  /** Finishes the steps under way, then stops. */
  stop(): Promise<void>;
}

const SWEEP_INTERVAL_MS = 60_000;
const DIGEST_INTERVAL_MS = 60_000;
const ATTACHMENT_SWEEP_INTERVAL_MS = 60 * 60 * 1000;
/** A reader waits for the words, and has the computed reasons meanwhile. */
const REASONS_INTERVAL_MS = 1_000;
const HEARTBEAT_INTERVAL_MS = 3_000;
const ENGINE_CHECK_INTERVAL_MS = 2_000;
/** How soon adopted weights are taken up, and matching anew goes on after live work. */
const MATCHING_INTERVAL_MS = 500;
const LEARNING_INTERVAL_MS = 5_000;
/** Change streams wake sooner where there are any; polling also catches what they lost and what was put off. */
const POLL_INTERVAL_MS = 250;

/**
 * Starts an indexer: it embeds, indexes, pairs and announces whatever the store says is due, until stopped. Any
 * number may run side by side. Neither the search engine nor the model need be there.
 */
export async function startIndexer(options: IndexerOptions): Promise<Indexer> {
  const { connection, logger } = options;
  const models = createModels(connection);
  await initModels(models);
  await beginMatching(models);
  const workerId = `${hostname()}-${process.pid}-${randomUUID().slice(0, 8)}`;
  const context = createContext(options, models, {
    onRecovered: () => void recover(),
    announceProposed: (pairings) => announcer.announceProposed(pairings),
    announceSoon: () => announcer.wake("pairing"),
  });

  await context.weights.refresh();

  const changes = new ChangeWatch(
    models,
    { onDue: () => textWorker.wake(), onAnnounce: (kind) => announcer.wake(kind) },
    logger,
  );
  const announcer = new Announcer(models, POLL_INTERVAL_MS, logger);
  const textWorker = new TextWorker({
    context,
    workerId,
    pollIntervalMs: POLL_INTERVAL_MS,
  });

  const recover = async () => {
    try {
      await requeue(context);
      await noteModel(context);
      textWorker.wake();
    } catch (error) {
      logger.error({ err: error }, "work of a recovered engine cannot be made due");
    }
  };

  const isLiveWorkHere = () => textWorker.textsInWork > 0;
  const isLiveWorkWaiting = async () => isLiveWorkHere() || isAnyTextDue(models);
  const rematcher = new Rematcher({ context, isLiveWorkWaiting, isLiveWorkHere });
  const learner = new Learner({ context, isLiveWorkWaiting });

  const chat = createChatClient(options);
  // The first sweep of a process looks through all uploads, the next ones through what came since.
  let attachmentsSweptUntil = new Date(0);
  const sweepIntervalMs = options.sweepIntervalMs ?? SWEEP_INTERVAL_MS;
  const tasks = [
    new RepeatingTask("check engines", ENGINE_CHECK_INTERVAL_MS, logger, () => context.engines.check()),
    new RepeatingTask("matching", MATCHING_INTERVAL_MS, logger, () => rematcher.goOn()),
    new RepeatingTask("learning", LEARNING_INTERVAL_MS, logger, () => learner.learnIfDue(new Date())),
    new RepeatingTask("renew claims", HEARTBEAT_INTERVAL_MS, logger, () => textWorker.renewClaims()),
    new RepeatingTask("heartbeat", HEARTBEAT_INTERVAL_MS, logger, async () => {
      const count = textWorker.textsInWork;
      const heartbeat = {
        seenAt: new Date(),
        doing: count === 0 ? null : `indexing ${count}`,
        ...context.engines.states,
      };
      await models.Worker.updateOne({ _id: workerId }, { $set: heartbeat }, { upsert: true });
    }),
    new RepeatingTask("sweep", sweepIntervalMs, logger, async () => {
      // Half the interval: whoever comes next after that may sweep, so that a dead process delays nothing.
      if (await takeLease(models, "sweep", sweepIntervalMs / 2)) await sweep(context);
    }),
    ...(chat === null
      ? []
      : [
          new RepeatingTask("reasons", REASONS_INTERVAL_MS, logger, async () => {
            await wordNextReasons(models, chat, logger);
          }),
        ]),
    new RepeatingTask("sweep attachments", ATTACHMENT_SWEEP_INTERVAL_MS, logger, async () => {
      const context = { connection, models };
      attachmentsSweptUntil = await sweepAttachments(context, attachmentsSweptUntil, new Date());
    }),
    new RepeatingTask("digests", DIGEST_INTERVAL_MS, logger, async () => {
      if (await takeLease(models, "digests", DIGEST_INTERVAL_MS / 2)) await sendDigests(models, new Date());
    }),
  ];

  return {
    stop: async () => {
      rematcher.stop();
      learner.stop();
      await Promise.all([changes.close(), textWorker.stop(), ...tasks.map((task) => task.stop())]);
      await announcer.stop();
      await models.Worker.deleteOne({ _id: workerId });
    },
  };
}

function createContext(
  options: IndexerOptions,
  models: IndexerContext["models"],
  {
    onRecovered,
    ...hooks
  }: Pick<IndexerContext, "announceProposed" | "announceSoon"> & { onRecovered: () => void },
): IndexerContext {
  const { logger, indexPrefix } = options;
  const meilisearch = createMeilisearchClient(options);
  const indexes = {
    demand: new TextIndex(meilisearch, "demand", indexNameOf("demand", indexPrefix)),
    result: new TextIndex(meilisearch, "result", indexNameOf("result", indexPrefix)),
  };
  const embeddings = new EmbeddingClient(options);
  const engines = new EngineWatch({ models, meilisearch, indexes, embeddings, logger, onRecovered });
  return {
    models,
    meilisearch,
    indexes,
    engines,
    weights: new WeightsWatch(models),
    openTexts: new OpenTexts(models),
    scorableTexts: new ScorableTexts(models),
    ...hooks,
    logger,
  };
}

async function sweep(context: IndexerContext): Promise<void> {
  await expireTexts(context.models, new Date());
  await announceExpiry(context.models, new Date());
  if (!context.engines.isSearchReady) return;
  await context.engines.reconcileIndexes();
  await repairIndexes(context);
}

/** Makes due what waited for an engine: texts without vectors once there is a model, failed ones in any case. */
async function requeue({ models, engines }: IndexerContext): Promise<void> {
  await Promise.all(
    textKinds.flatMap((kind) => [
      hastenFailed(models, kind),
      engines.model !== null && makeDue(models, kind, { status: "published", "indexing.keywordsOnly": true }),
    ]),
  );
}
