import type { LiveServerMessage } from "@market/shared";
import type { Models } from "@market/shared/models";
import type { FastifyBaseLogger } from "fastify";
import type { WebSocket } from "ws";
import type { Caller } from "../caller.ts";
import { LiveConnection } from "./live-connection.ts";
import { type Cursor, findNew } from "./notification.service.ts";

const MAX_RECIPIENTS_A_READ = 500;
/** Few enough that a client with a sound network never counts as slow for what is sent to it at once. */
const MAX_NOTIFICATIONS_A_READ = 500;
/** Hints within this time are told as one: reading all notifications changes many at once. */
const HINT_DELAY_MS = 50;

/** How long a client may take to say goodbye when the process ends. */
const GOODBYE_MS = 1_000;

interface LiveHubOptions {
  models: Models;
  log: FastifyBaseLogger;
  bufferLimitBytes: number;
}

/**
 * The open sockets of this process by recipient. Waking a recipient is cheap and says nothing but "look": all woken
 * recipients are looked after in one query, by each socket's own cursor, so neither many sockets nor many wakes make
 * many queries, and no wake needs to be exact.
 */
export class LiveHub {
  readonly #models: Models;
  readonly #log: FastifyBaseLogger;
  readonly #bufferLimitBytes: number;
  readonly #connections = new Map<string, Set<LiveConnection>>();
  readonly #woken = new Set<string>();
  #reading: Promise<void> | null = null;
  readonly #hints = new Map<string, LiveServerMessage & { type: "changed" }>();
  #hintTimer: NodeJS.Timeout | null = null;

  constructor({ models, log, bufferLimitBytes }: LiveHubOptions) {
    this.#models = models;
    this.#log = log;
    this.#bufferLimitBytes = bufferLimitBytes;
  }

  /** Takes a socket in; its handlers are attached when this returns. */
  open(socket: WebSocket, caller: Caller): void {
    const connection = new LiveConnection({
      socket,
      caller,
      models: this.#models,
      log: this.#log,
      bufferLimitBytes: this.#bufferLimitBytes,
      onReady: () => this.wake(caller.id),
    });
    const ofRecipient = this.#connections.get(caller.id) ?? new Set();
    this.#connections.set(caller.id, ofRecipient.add(connection));
    connection.onClosed(() => {
      ofRecipient.delete(connection);
      if (ofRecipient.size === 0 && this.#connections.get(caller.id) === ofRecipient) {
        this.#connections.delete(caller.id);
      }
    });
  }

  /** Recipients with a socket here. */
  get recipientIds(): string[] {
    return [...this.#connections.keys()];
  }

  get sessionIds(): string[] {
    return [...new Set(this.#all().map(({ caller }) => caller.sessionId))];
  }

  /** Has what is new to a recipient sent to their sockets here, if there are any. */
  wake(recipientId: string): void {
    if (!this.#connections.has(recipientId)) return;
    this.#woken.add(recipientId);
    this.#reading ??= this.#readWoken();
  }

  wakeAll(): void {
    for (const recipientId of this.#connections.keys()) this.wake(recipientId);
  }

  /** Tells a recipient's sockets that a record has changed. */
  hint(recipientId: string, kind: string, id: string): void {
    if (!this.#connections.has(recipientId)) return;
    this.#hints.set(`${recipientId} ${kind}`, { type: "changed", kind, id });
    this.#hintTimer ??= setTimeout(() => this.#sendHints(), HINT_DELAY_MS);
  }

  /** Tells everybody here whom a record concerns that it has changed. */
  hintConcerned(kind: string, id: string, isConcerned: (caller: Caller) => boolean): void {
    for (const connection of this.#all()) {
      if (isConcerned(connection.caller)) connection.send({ type: "changed", kind, id });
    }
  }

  /** Closes the sockets of sessions that have ended. */
  closeSessions(sessionIds: ReadonlySet<string>): void {
    for (const connection of this.#all()) {
      if (sessionIds.has(connection.caller.sessionId)) connection.closeAsSignedOut();
    }
  }

  /** Pings every socket and drops those that have not answered since the last time. */
  checkAlive(): void {
    for (const connection of this.#all()) connection.checkAlive();
  }

  /** Closes every socket; resolves when they are gone and nothing reads the store any more. */
  async close(): Promise<void> {
    if (this.#hintTimer !== null) clearTimeout(this.#hintTimer);
    await Promise.all(this.#all().map((connection) => connection.end(GOODBYE_MS)));
    await this.#reading;
  }

  #all(): LiveConnection[] {
    return [...this.#connections.values()].flatMap((connections) => [...connections]);
  }

  async #readWoken(): Promise<void> {
    try {
      while (this.#woken.size > 0) {
        const batch = [...this.#woken].slice(0, MAX_RECIPIENTS_A_READ);
        for (const recipientId of batch) this.#woken.delete(recipientId);
        await this.#deliverNew(batch);
      }
    } catch (error) {
      // The next wake or poll reads from the same cursors: nothing is lost, it is late.
      this.#log.warn({ err: error }, "notifications could not be read");
    } finally {
      this.#reading = null;
    }
  }

  async #deliverNew(recipientIds: string[]): Promise<void> {
    const cursors = recipientIds.flatMap((recipientId) => this.#cursorOf(recipientId));
    if (cursors.length === 0) return;
    const notifications = await findNew(this.#models, cursors, MAX_NOTIFICATIONS_A_READ);
    for (const notification of notifications) {
      const connections = this.#connections.get(String(notification.recipientId)) ?? [];
      for (const connection of connections) connection.deliver(notification);
    }
    if (notifications.length === MAX_NOTIFICATIONS_A_READ) {
      for (const recipientId of recipientIds) this.#woken.add(recipientId);
    }
  }

  /** From the least told of a recipient's sockets; the others skip what they have. */
  #cursorOf(recipientId: string): Cursor[] {
    const connections = [...(this.#connections.get(recipientId) ?? [])];
    const told = connections.flatMap(({ toldUpTo }) => (toldUpTo === null ? [] : [toldUpTo]));
    return told.length === 0 ? [] : [{ recipientId, after: Math.min(...told) }];
  }

  #sendHints(): void {
    this.#hintTimer = null;
    const hints = [...this.#hints];
    this.#hints.clear();
    for (const [key, message] of hints) {
      const [recipientId = ""] = key.split(" ");
      for (const connection of this.#connections.get(recipientId) ?? []) connection.send(message);
    }
  }
}
