import type { TurnoverLine } from "@market/shared";
import type { Models, TurnoverEntryDocument } from "@market/shared/models";
import type { Types } from "mongoose";

/** A line with what its entry says of it. `at` is the instant of the act, in milliseconds. */
export interface CountedLine extends TurnoverLine {
  contractId: string;
  kind: TurnoverEntryDocument["kind"];
  at: number;
}

type StoredEntry = TurnoverEntryDocument & { _id: Types.ObjectId };

/** So often entries may be appended between the reading and the counting before they are counted exactly. */
const QUICK_ATTEMPTS = 3;
const READ_BATCH_SIZE = 5_000;
const MISSING_BATCH_SIZE = 1_000;

/**
 * A copy of all turnover entries in memory. Entries are never changed and never taken away, so the copy only grows:
 * each ask reads what was appended since, and compares how many there are with the store before it answers. Adding up
 * 100,000 lines takes some ten milliseconds that way, on any store; a line takes about 400 bytes, so that a million,
 * half a century of a large city, needs 400 MB.
 */
export class TurnoverLedger {
  readonly #models: Models;
  readonly #lines: CountedLine[] = [];
  readonly #entryIds = new Set<string>();
  readonly #texts = new Map<string, string>();
  #newest: Types.ObjectId | null = null;
  #running: Promise<void> = Promise.resolve();
  #next: Promise<void> | null = null;

  constructor(models: Models) {
    this.#models = models;
  }

  /** Every line that stood in the store when this was called, and perhaps some since. Not to be changed. */
  async read(): Promise<readonly CountedLine[]> {
    // Whoever comes while entries are being read waits for the next reading: this one may have passed what they wrote.
    this.#next ??= this.#running
      .catch(() => {})
      .then(() => {
        this.#next = null;
        this.#running = this.#catchUp();
        return this.#running;
      });
    await this.#next;
    return this.#lines;
  }

  async #catchUp(): Promise<void> {
    const { TurnoverEntry } = this.#models;
    for (let attempt = 0; attempt < QUICK_ATTEMPTS; attempt += 1) {
      await this.#append(this.#newest === null ? {} : { _id: { $gt: this.#newest } });
      if (this.#entryIds.size === (await TurnoverEntry.estimatedDocumentCount())) return;
    }
    // Something appeared behind the newest entry or is gone, or a server that was cut off counts by estimate.
    const counted = await TurnoverEntry.countDocuments({});
    if (this.#entryIds.size > counted) this.#forget();
    if (this.#entryIds.size < counted) await this.#readMissing();
  }

  /** Finds entries that appeared behind the newest one: ids rise with the store's clock, not with what can be read. */
  async #readMissing(): Promise<void> {
    const { TurnoverEntry } = this.#models;
    const ids = await TurnoverEntry.collection
      .find({}, { projection: { _id: 1 }, batchSize: READ_BATCH_SIZE })
      .map(({ _id }) => _id)
      .toArray();
    const missing = ids.filter((id) => !this.#entryIds.has(id.toString()));
    for (let from = 0; from < missing.length; from += MISSING_BATCH_SIZE) {
      await this.#append({ _id: { $in: missing.slice(from, from + MISSING_BATCH_SIZE) } });
    }
  }

  async #append(filter: object): Promise<void> {
    const entries = this.#models.TurnoverEntry.collection.find<StoredEntry>(filter, {
      batchSize: READ_BATCH_SIZE,
    });
    for await (const entry of entries) {
      const id = entry._id.toString();
      if (this.#entryIds.has(id)) continue;
      this.#entryIds.add(id);
      if (this.#newest === null || entry._id.toString() > this.#newest.toString()) this.#newest = entry._id;
      for (const line of entry.lines) this.#lines.push(this.#countedLine(entry, line));
    }
  }

  /** Another store has taken this one's place, such as an older backup. */
  #forget(): void {
    this.#lines.length = 0;
    this.#entryIds.clear();
    this.#newest = null;
  }

  /** Every field is named, so that all lines have one shape, in whatever order their fields were written. */
  #countedLine(entry: StoredEntry, line: StoredEntry["lines"][number]): CountedLine {
    return {
      contractId: entry.contractId.toString(),
      kind: entry.kind,
      at: entry.at.getTime(),
      sign: line.sign === 1 ? 1 : -1,
      amountFen: line.amountFen,
      technologyAmountFen: line.technologyAmountFen,
      registeredOn: this.#shared(line.registeredOn),
      signedOn: this.#shared(line.signedOn),
      type: this.#shared(line.type),
      field: this.#shared(line.field),
      seller: this.#shared(line.seller),
      sellerDistrict: this.#sharedOrNull(line.sellerDistrict),
      buyer: this.#shared(line.buyer),
      buyerDistrict: this.#sharedOrNull(line.buyerDistrict),
      subtype: this.#sharedOrNull(line.subtype),
      techArea: this.#sharedOrNull(line.techArea),
      techSubarea: this.#sharedOrNull(line.techSubarea),
      ipRight: this.#sharedOrNull(line.ipRight),
      planSource: this.#sharedOrNull(line.planSource),
      objective: this.#sharedOrNull(line.objective),
      industry: this.#sharedOrNull(line.industry),
      isMarine: line.isMarine ?? null,
      sellerKind: this.#sharedOrNull(line.sellerKind),
      buyerKind: this.#sharedOrNull(line.buyerKind),
      sellerType: this.#sharedOrNull(line.sellerType),
      buyerType: this.#sharedOrNull(line.buyerType),
      sellerId: this.#sharedOrNull(line.sellerId?.toString()),
      buyerId: this.#sharedOrNull(line.buyerId?.toString()),
      servicePointId: this.#sharedOrNull(line.servicePointId?.toString()),
      servicePoint: this.#sharedOrNull(line.servicePoint),
      brokerId: this.#sharedOrNull(line.brokerId?.toString()),
      broker: this.#sharedOrNull(line.broker),
    };
  }

  /** One string in memory for all lines that say the same. */
  #shared(text: string): string {
    const kept = this.#texts.get(text);
    if (kept !== undefined) return kept;
    this.#texts.set(text, text);
    return text;
  }

  #sharedOrNull(text: string | null | undefined): string | null {
    return text == null ? null : this.#shared(text);
  }
}

const ledgers = new WeakMap<Models, TurnoverLedger>();

/** The one ledger over a connection's collections. */
export function ledgerOf(models: Models): TurnoverLedger {
  const known = ledgers.get(models);
  if (known !== undefined) return known;
  const ledger = new TurnoverLedger(models);
  ledgers.set(models, ledger);
  return ledger;
}
