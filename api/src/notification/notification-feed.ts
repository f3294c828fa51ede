import { setTimeout as sleep } from "node:timers/promises";
import type { Models } from "@market/shared/models";
import type { FastifyBaseLogger } from "fastify";
import type { Connection, mongo } from "mongoose";
import type { LiveHub } from "./live-hub.ts";
import { findReadersSince } from "./notification.service.ts";

interface NotificationFeedOptions {
  /** Opens a change stream of the notifications, or throws where the store has none. */
  openStream: () => mongo.ChangeStream;
  models: Models;
  hub: LiveHub;
  log: FastifyBaseLogger;
  /** How often to look while the store gives no change stream. */
  pollMs: number;
  /** How long to wait before asking for a change stream again. */
  streamRetryMs: number;
}

/** Opens a change stream of the notifications; a MongoDB that is no replica set refuses it at the first look. */
export function openNotificationStream(connection: Connection, models: Models): mongo.ChangeStream {
  const { collectionName } = models.Notification.collection;
  return connection
    .getClient()
    .db(connection.name)
    .collection(collectionName)
    .watch([], { fullDocument: "updateLookup" });
}

/** Readings are looked for this much further back than the last poll: clocks of replicas differ. */
const READ_OVERLAP_MS = 1_000;

/**
 * Wakes the hub when notifications are written or read, by whatever process. A change stream does it where the store
 * has one; while it has none, or it has broken, a poll does. Neither is trusted with contents: sockets read what
 * follows their own cursor, and a stream that opens anew starts with a look at everything.
 */
export class NotificationFeed {
  readonly #options: NotificationFeedOptions;
  readonly #stopped = new AbortController();
  readonly #running: Promise<unknown>;
  #stream: mongo.ChangeStream | null = null;
  #isStreaming = false;

  constructor(options: NotificationFeedOptions) {
    this.#options = options;
    this.#running = Promise.all([this.#followStreams(), this.#poll()]);
  }

  async stop(): Promise<void> {
    this.#stopped.abort();
    await this.#stream?.close();
    await this.#running;
  }

  async #followStreams(): Promise<void> {
    while (!this.#stopped.signal.aborted) {
      try {
        await this.#followStream();
      } catch (error) {
        if (!this.#stopped.signal.aborted) {
          this.#options.log.info({ err: error }, "no change stream of notifications: polling");
        }
      } finally {
        this.#isStreaming = false;
      }
      await this.#pause(this.#options.streamRetryMs);
    }
  }

  async #followStream(): Promise<void> {
    const { openStream, hub } = this.#options;
    const stream = openStream();
    this.#stream = stream;
    try {
      // The first look sends the request, so that from here on the stream tells of everything.
      const first = await stream.tryNext();
      this.#isStreaming = true;
      hub.wakeAll();
      if (first !== null) this.#receive(first);
      for await (const change of stream) this.#receive(change);
    } finally {
      this.#stream = null;
      await stream.close();
    }
  }

  #receive(change: mongo.ChangeStreamDocument): void {
    const { hub } = this.#options;
    if (change.operationType !== "insert" && change.operationType !== "update") return;
    const recipientId = change.fullDocument?.recipientId;
    if (recipientId === undefined) return;
    if (change.operationType === "insert") hub.wake(String(recipientId));
    else hub.hint(String(recipientId), "notification", String(change.documentKey._id));
  }

  async #poll(): Promise<void> {
    const { models, hub, log, pollMs } = this.#options;
    let readSince = new Date();
    while (!this.#stopped.signal.aborted) {
      await this.#pause(pollMs);
      const polledAt = new Date();
      const { recipientIds } = hub;
      if (!this.#isStreaming && !this.#stopped.signal.aborted && recipientIds.length > 0) {
        hub.wakeAll();
        try {
          const since = new Date(readSince.getTime() - READ_OVERLAP_MS);
          const readers = await findReadersSince(models, recipientIds, since);
          for (const { recipientId, id } of readers) hub.hint(recipientId, "notification", id);
        } catch (error) {
          log.warn({ err: error }, "read notifications could not be looked for");
          continue;
        }
      }
      readSince = polledAt;
    }
  }

  async #pause(ms: number): Promise<void> {
    // Waking up early is how it is stopped.
    await sleep(ms, undefined, { signal: this.#stopped.signal, ref: false }).catch(() => undefined);
  }
}
