import type { Models } from "@market/shared/models";
import { LRUCache } from "lru-cache";
import type { Types } from "mongoose";
import type { TextKind } from "../indexes/index-names.ts";
import { asStoredText, leavingReasonOf, type StoredText, textModelOf } from "./stored-text.ts";

/** A few kB each; enough for a market of ten thousand, which matching anew reads again and again. */
const CACHED_TEXTS = 12_000;

/**
 * Reads texts as they are on the market now. Whether they are, and in which revision, is asked of the store each
 * time; the words of a revision never change, and are read once.
 */
export class OpenTexts {
  readonly #models: Models;
  readonly #texts = new LRUCache<string, StoredText>({ max: CACHED_TEXTS });

  constructor(models: Models) {
    this.#models = models;
  }

  /** Those of the texts that are on the market, without their history. */
  async read(kind: TextKind, ids: readonly (string | Types.ObjectId)[]): Promise<StoredText[]> {
    if (ids.length === 0) return [];
    const states = await textModelOf(this.#models, kind)
      .find({ _id: { $in: ids }, status: "published" }, { revision: 1, status: 1, expiresAt: 1 })
      .lean();
    const at = new Date();
    const open = states.filter((state) => leavingReasonOf(state, at) === null);
    const known = open.flatMap((state) => this.#texts.get(keyOf(state)) ?? []);
    if (known.length === open.length) return known;
    const knownIds = new Set(known.map(({ text }) => text._id.toString()));
    const unknownIds = open.map(({ _id }) => _id).filter((_id) => !knownIds.has(_id.toString()));
    return [...known, ...(await this.#readWhole(kind, unknownIds))];
  }

  async #readWhole(kind: TextKind, ids: readonly Types.ObjectId[]): Promise<StoredText[]> {
    const documents = await textModelOf(this.#models, kind)
      .find({ _id: { $in: ids }, status: "published" }, { history: 0 })
      .lean();
    return documents.map((document) => {
      const stored = asStoredText(kind, document);
      this.#texts.set(keyOf(stored.text), stored);
      return stored;
    });
  }
}

function keyOf({ _id, revision }: { _id: Types.ObjectId; revision: number }): string {
  return `${_id}:${revision}`;
}
