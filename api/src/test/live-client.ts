import { once } from "node:events";
import type { LiveServerMessage } from "@market/shared";
import { expect, vi } from "vitest";
import { WebSocket } from "ws";

/** A live socket as a browser would hold it, remembering all it is told. */
export class LiveClient {
  readonly socket: WebSocket;
  readonly messages: LiveServerMessage[] = [];
  /** How it was closed; `null` while it is open. */
  closeCode: number | null = null;

  constructor(url: string, options: { cookie?: string; origin?: string; autoPong?: boolean } = {}) {
    this.socket = new WebSocket(`${url.replace(/^http/, "ws")}/api/live`, {
      headers: options.cookie === undefined ? {} : { cookie: options.cookie },
      autoPong: options.autoPong ?? true,
      ...(options.origin !== undefined && { origin: options.origin }),
    });
    this.socket.on("message", (data) => this.messages.push(JSON.parse(String(data))));
    this.socket.on("close", (code) => {
      this.closeCode = code;
    });
  }

  /** Connects and waits for the greeting. */
  static async connect(
    url: string,
    cookie: string,
    options: { autoPong?: boolean } = {},
  ): Promise<LiveClient> {
    const client = new LiveClient(url, { cookie, ...options });
    await client.waitFor((message) => message.type === "hello");
    return client;
  }

  /** The status with which the server refused the upgrade. */
  async refusal(): Promise<number> {
    // A refused upgrade is an error too, after the answer.
    this.socket.on("error", () => undefined);
    const [, response] = await once(this.socket, "unexpected-response");
    return response.statusCode;
  }

  say(message: unknown): void {
    this.socket.send(typeof message === "string" ? message : JSON.stringify(message));
  }

  get seqs(): number[] {
    return this.messages.flatMap((message) =>
      message.type === "notification" ? [message.notification.seq] : [],
    );
  }

  async waitFor(isIt: (message: LiveServerMessage) => boolean): Promise<LiveServerMessage> {
    return vi.waitUntil(() => this.messages.find(isIt), { timeout: 10_000, interval: 5 });
  }

  /** Waits until the notifications told so far are exactly these, in this order. */
  async waitForSeqs(seqs: number[]): Promise<void> {
    await vi.waitUntil(() => this.seqs.length >= seqs.length, { timeout: 10_000, interval: 5 });
    expect(this.seqs).toEqual(seqs);
  }

  async waitForClose(): Promise<number> {
    return vi.waitUntil(() => this.closeCode, { timeout: 10_000, interval: 5 });
  }

  close(): void {
    this.socket.terminate();
  }
}
