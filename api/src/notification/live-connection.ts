import { once } from "node:events";
import type { LiveClientMessage, LiveServerMessage } from "@market/shared";
import type { Models } from "@market/shared/models";
import type { FastifyBaseLogger } from "fastify";
import { type RawData, WebSocket } from "ws";
import type { Caller } from "../caller.ts";
import { ApiError } from "../errors.ts";
import { readClientMessage } from "./live-message.ts";
import { presentNotification, type StoredNotification } from "./notification.presenter.ts";
import { findHighestSeq, findMissed, getSeqOrThrow } from "./notification.service.ts";

/** Close codes of RFC 6455, and one of our own for a session that has ended. */
const CLOSE_GOING_AWAY = 1001;
const CLOSE_POLICY = 1008;
const CLOSE_SERVER_ERROR = 1011;
const CLOSE_SIGNED_OUT = 4401;

/** A client sends little: this many messages waiting to be answered means that it does not listen. */
const MAX_WAITING_MESSAGES = 16;
const REPLAY_PAGE_SIZE = 200;

interface LiveConnectionOptions {
  socket: WebSocket;
  caller: Caller;
  models: Models;
  log: FastifyBaseLogger;
  /** Bytes not yet taken by the network from which on a client counts as too slow. */
  bufferLimitBytes: number;
  /** Called when there may be something to deliver: after the greeting and after a replay. */
  onReady: (connection: LiveConnection) => void;
}

/**
 * One socket of one person. It knows how far that person's notifications have been sent on it, so that it is told
 * each one once, and in order: what came up to the greeting by a replay, if the client asks for one; what comes later
 * as it happens.
 */
export class LiveConnection {
  readonly caller: Caller;
  readonly #socket: WebSocket;
  readonly #models: Models;
  readonly #log: FastifyBaseLogger;
  readonly #bufferLimitBytes: number;
  readonly #onReady: (connection: LiveConnection) => void;
  /** Greeting, then client messages one by one: an answer never overtakes an earlier one. */
  #work: Promise<void>;
  #waitingMessages = 0;
  #greetedSeq = 0;
  #lastSeq = 0;
  #isListening = false;
  #hasAnsweredPing = true;
  /** Seqs up to the greeting that a replay has sent; a second replay leaves them out. */
  readonly #replayed = new Set<number>();

  /** Attaches its handlers before anything is awaited, or messages that come at once would be lost. */
  constructor(options: LiveConnectionOptions) {
    this.caller = options.caller;
    this.#socket = options.socket;
    this.#models = options.models;
    this.#log = options.log;
    this.#bufferLimitBytes = options.bufferLimitBytes;
    this.#onReady = options.onReady;
    this.#socket.on("message", (data, isBinary) => this.#enqueue(data, isBinary));
    this.#socket.on("pong", () => {
      this.#hasAnsweredPing = true;
    });
    this.#work = this.#guard(() => this.#greet());
  }

  /** Runs `listener` once the socket is gone, whoever closed it. */
  onClosed(listener: () => void): void {
    this.#socket.once("close", listener);
  }

  /** Up to where this socket has been told, or `null` while it must not be told anything. */
  get toldUpTo(): number | null {
    return this.#isListening ? this.#lastSeq : null;
  }

  /** Sends a new notification, unless this socket has it or is to get it later. */
  deliver(notification: StoredNotification): void {
    if (!this.#isListening || notification.seq <= this.#lastSeq) return;
    this.#lastSeq = notification.seq;
    this.send({ type: "notification", notification: presentNotification(notification) });
  }

  /** Sends a message; a client that does not keep up is dropped, and asks for what it missed when it is back. */
  send(message: LiveServerMessage, onSent?: () => void): void {
    if (this.#socket.readyState !== WebSocket.OPEN) return;
    if (this.#socket.bufferedAmount > this.#bufferLimitBytes) {
      this.#log.info({ userId: this.caller.id }, "live socket dropped: too slow");
      this.#socket.terminate();
      return;
    }
    this.#socket.send(JSON.stringify(message), onSent);
  }

  /** Pings the client, or drops it if it has not answered the ping before. */
  checkAlive(): void {
    if (!this.#hasAnsweredPing) {
      this.#socket.terminate();
      return;
    }
    this.#hasAnsweredPing = false;
    this.#socket.ping();
  }

  closeAsSignedOut(): void {
    this.#socket.close(CLOSE_SIGNED_OUT, "signed out");
  }

  /** Says goodbye and waits for the client's; one that does not answer within `graceMs` is cut off. */
  async end(graceMs: number): Promise<void> {
    if (this.#socket.readyState === WebSocket.CLOSED) return;
    const closed = once(this.#socket, "close");
    const cutOff = setTimeout(() => this.#socket.terminate(), graceMs);
    this.#socket.close(CLOSE_GOING_AWAY, "going away");
    await closed;
    clearTimeout(cutOff);
  }

  async #greet(): Promise<void> {
    this.#greetedSeq = await findHighestSeq(this.#models, this.caller.id);
    this.#lastSeq = this.#greetedSeq;
    this.send({ type: "hello", seq: this.#greetedSeq });
    this.#listen();
  }

  #listen(): void {
    this.#isListening = true;
    this.#onReady(this);
  }

  #enqueue(data: RawData, isBinary: boolean): void {
    if (this.#waitingMessages >= MAX_WAITING_MESSAGES) {
      this.#socket.close(CLOSE_POLICY, "too many messages");
      return;
    }
    this.#waitingMessages += 1;
    this.#work = this.#work.then(() =>
      this.#guard(async () => {
        this.#waitingMessages -= 1;
        await this.#answer(data, isBinary);
      }),
    );
  }

  async #answer(data: RawData, isBinary: boolean): Promise<void> {
    const message = isBinary ? null : readClientMessage(String(data));
    if (message === null) {
      this.send({ type: "error", detail: 'expected { type: "resume", after: <notification id> | null }' });
      return;
    }
    await this.#resume(message);
  }

  async #resume({ after }: LiveClientMessage): Promise<void> {
    // New ones wait until the old ones are out, or they would overtake them.
    this.#isListening = false;
    try {
      const afterSeq = after === null ? 0 : await getSeqOrThrow(this.#models, this.caller.id, after);
      this.#lastSeq = Math.max(this.#lastSeq, afterSeq);
      await this.#replay(afterSeq, after === null);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      this.send({ type: "error", detail: `no notification ${after}` });
    } finally {
      this.#listen();
    }
  }

  async #replay(afterSeq: number, unreadOnly: boolean): Promise<void> {
    let reached = afterSeq;
    while (this.#socket.readyState === WebSocket.OPEN) {
      const missed = await findMissed(this.#models, this.caller.id, {
        after: reached,
        upTo: this.#greetedSeq,
        unreadOnly,
        limit: REPLAY_PAGE_SIZE,
      });
      await this.#sendPage(missed.filter(({ seq }) => !this.#replayed.has(seq)));
      if (missed.length < REPLAY_PAGE_SIZE) return;
      reached = missed.at(-1)?.seq ?? reached;
    }
  }

  /** Waits until the network has taken the page, so that a long replay does not make a slow client. */
  async #sendPage(page: StoredNotification[]): Promise<void> {
    const last = page.at(-1);
    if (last === undefined || this.#socket.readyState !== WebSocket.OPEN) return;
    await new Promise<void>((resolve) => {
      this.#socket.once("close", resolve);
      const onSent = () => {
        this.#socket.off("close", resolve);
        resolve();
      };
      for (const notification of page) {
        this.#replayed.add(notification.seq);
        const message = { type: "notification", notification: presentNotification(notification) } as const;
        this.send(message, notification === last ? onSent : undefined);
      }
    });
  }

  /** A socket whose work fails cannot go on in order: it is closed, and its client comes back and resumes. */
  async #guard(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.#log.warn({ err: error, userId: this.caller.id }, "live socket failed");
      this.#socket.close(CLOSE_SERVER_ERROR, "try again");
    }
  }
}
