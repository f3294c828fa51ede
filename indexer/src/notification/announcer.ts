import type { Models } from "@market/shared/models";
import type { Types } from "mongoose";
import type { Logger } from "pino";
import { WakeSignal } from "../work/wake-signal.ts";
import { messageOutbox } from "./message-outbox.ts";
import type { SubjectKind } from "./notice.ts";
import {
  announceBatch,
  contractOutbox,
  type Outbox,
  pairingOutbox,
  publicationOutbox,
  selectionOutbox,
} from "./outbox.ts";
import type { AnnounceablePairing } from "./pairing-notices.ts";

const BATCH_SIZE = 100;
const FIRST_BACK_OFF_MS = 1_000;
const LONGEST_BACK_OFF_MS = 60_000;

interface Failure {
  id: Types.ObjectId;
  attempts: number;
  retryAt: number;
}

/** Empties one outbox: carries out what follows from acts, over and over, as they come. */
class OutboxLoop<Record extends { _id: Types.ObjectId }> {
  readonly wake = new WakeSignal();
  #handedOver: Record[] = [];
  readonly ended: Promise<void>;
  readonly #failures = new Map<string, Failure>();
  #isStopping = false;

  constructor(
    readonly models: Models,
    readonly outbox: Outbox<Record>,
    readonly pollIntervalMs: number,
    readonly logger: Logger,
  ) {
    this.ended = this.#run();
  }

  /** Announces records that are at hand next, without reading them first. */
  handOver(records: readonly Record[]): void {
    this.#handedOver.push(...records);
    this.wake.set();
  }

  stop(): void {
    this.#isStopping = true;
    this.wake.set();
  }

  async #run(): Promise<void> {
    while (!this.#isStopping) {
      let count = 0;
      try {
        count = await this.#announceDue();
      } catch (error) {
        this.logger.error({ err: error, outbox: this.outbox.name }, "outbox cannot be read");
      }
      if (count < BATCH_SIZE) await this.wake.wait(this.pollIntervalMs);
    }
  }

  async #announceDue(): Promise<number> {
    const handedOver = this.#handedOver.splice(0, BATCH_SIZE);
    const records = handedOver.length > 0 ? handedOver : await this.outbox.read(this.#resting(), BATCH_SIZE);
    if (records.length === 0) return 0;
    try {
      await announceBatch(this.models, this.outbox, records);
    } catch (error) {
      this.logger.warn({ err: error, outbox: this.outbox.name }, "announcing a batch failed");
      // One record that cannot be announced must not hold up the others.
      for (const record of records) await this.#announceAlone(record);
    }
    return this.#handedOver.length > 0 ? BATCH_SIZE : records.length;
  }

  async #announceAlone(record: Record): Promise<void> {
    const key = record._id.toString();
    try {
      await announceBatch(this.models, this.outbox, [record]);
      this.#failures.delete(key);
    } catch (error) {
      const attempts = (this.#failures.get(key)?.attempts ?? 0) + 1;
      const backOffMs = Math.min(LONGEST_BACK_OFF_MS, FIRST_BACK_OFF_MS * 2 ** (attempts - 1));
      this.#failures.set(key, { id: record._id, attempts, retryAt: Date.now() + backOffMs });
      this.logger.error({ err: error, outbox: this.outbox.name, id: key, attempts }, "announcing failed");
    }
  }

  #resting(): Types.ObjectId[] {
    const now = Date.now();
    return [...this.#failures.values()].filter(({ retryAt }) => retryAt > now).map(({ id }) => id);
  }
}

/** Announces what happens to pairings, contracts, demands, results and calls for 青岛好成果. */
export class Announcer {
  readonly #pairings: OutboxLoop<AnnounceablePairing>;
  readonly #loops: Record<SubjectKind, Pick<OutboxLoop<{ _id: Types.ObjectId }>, "wake" | "stop" | "ended">>;

  /** @param pollIntervalMs how long to wait for a wake-up before looking by oneself */
  constructor(models: Models, pollIntervalMs: number, logger: Logger) {
    this.#pairings = new OutboxLoop(models, pairingOutbox(models), pollIntervalMs, logger);
    this.#loops = {
      pairing: this.#pairings,
      contract: new OutboxLoop(models, contractOutbox(models), pollIntervalMs, logger),
      demand: new OutboxLoop(models, publicationOutbox(models, "demand"), pollIntervalMs, logger),
      result: new OutboxLoop(models, publicationOutbox(models, "result"), pollIntervalMs, logger),
      message: new OutboxLoop(models, messageOutbox(models), pollIntervalMs, logger),
      selection: new OutboxLoop(models, selectionOutbox(models), pollIntervalMs, logger),
    };
  }

  wake(kind: SubjectKind): void {
    this.#loops[kind].wake.set();
  }

  /** Announces pairings that have just been proposed; whoever waits for them waits live. */
  announceProposed(pairings: readonly AnnounceablePairing[]): void {
    this.#pairings.handOver(pairings);
  }

  /** Resolves once the batches under way have ended. */
  async stop(): Promise<void> {
    const loops = Object.values(this.#loops);
    for (const loop of loops) loop.stop();
    await Promise.all(loops.map(({ ended }) => ended));
  }
}
