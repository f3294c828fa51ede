import type { Models } from "@market/shared/models";
import { LRUCache } from "lru-cache";
import { passagesOf } from "../embedding/embedding-text.ts";
import type { ReadyModel } from "../engines/engine-watch.ts";
import {
  type StoredDemand,
  type StoredResult,
  type StoredText,
  wordsOf,
} from "../publication/stored-text.ts";
import type { ScorableDemand, ScorableResult } from "./score-pairing.ts";
import { similarityToStrangers } from "./similarity.ts";
import { type Terms, termsOf } from "./terms.ts";

/** A stored text with all that a score reads. */
export type Scorable =
  | { stored: StoredText; kind: "demand"; text: StoredDemand; scorable: ScorableDemand }
  | { stored: StoredText; kind: "result"; text: StoredResult; scorable: ScorableResult };

interface Analysis {
  passages: string[];
  terms: Terms;
}

const CACHED_ANALYSES = 5_000;
const CACHED_ORGANISATIONS = 5_000;
const DISTRICT_TTL_MS = 60_000;

/** Makes stored texts scorable: cuts, segments, and looks up vectors and districts, each once a revision. */
export class ScorableTexts {
  readonly #models: Models;
  readonly #analyses = new LRUCache<string, Analysis>({ max: CACHED_ANALYSES });
  readonly #strangeness = new LRUCache<string, number>({ max: CACHED_ANALYSES });
  readonly #districts = new LRUCache<string, string>({ max: CACHED_ORGANISATIONS, ttl: DISTRICT_TTL_MS });

  constructor(models: Models) {
    this.#models = models;
  }

  analyse(stored: StoredText): Analysis {
    const key = keyOf(stored);
    const known = this.#analyses.get(key);
    if (known) return known;
    const words = wordsOf(stored);
    const analysis = { passages: passagesOf(words), terms: termsOf(words) };
    this.#analyses.set(key, analysis);
    return analysis;
  }

  /** Without a model, or where not every passage has its vector kept, a text is scored by keywords. */
  async prepare(texts: readonly StoredText[], model: ReadyModel | null): Promise<Scorable[]> {
    const [vectors, districts] = await Promise.all([
      this.#readVectors(texts, model),
      this.#readDistricts(texts.map(({ text }) => text.organisationId.toString())),
    ]);
    return texts.map((stored) => {
      const shared = {
        ...this.analyse(stored),
        vectors: vectors.get(stored) ?? null,
        field: stored.text.field,
        cooperation: stored.text.cooperation,
        district: districts.get(stored.text.organisationId.toString()) ?? null,
      };
      if (stored.kind === "demand") {
        const { text } = stored;
        const { minTrl, budgetFen = null } = text;
        const strangeness = this.#strangenessOf(stored, shared.vectors, model);
        return { stored, kind: "demand", text, scorable: { ...shared, strangeness, minTrl, budgetFen } };
      }
      const { text } = stored;
      const { trl, priceFen = null } = text;
      return { stored, kind: "result", text, scorable: { ...shared, trl, priceFen } };
    });
  }

  async #readVectors(
    texts: readonly StoredText[],
    model: ReadyModel | null,
  ): Promise<Map<StoredText, Float32Array[]>> {
    const vectors = new Map<StoredText, Float32Array[]>();
    if (model === null) return vectors;
    const kept = await model.vectors.kept(texts.flatMap((stored) => this.analyse(stored).passages));
    for (const stored of texts) {
      const { passages } = this.analyse(stored);
      const found = passages.flatMap((passage) => kept.get(passage) ?? []);
      if (found.length > 0 && found.length === passages.length) vectors.set(stored, found);
    }
    return vectors;
  }

  #strangenessOf(
    stored: StoredText,
    vectors: readonly Float32Array[] | null,
    model: ReadyModel | null,
  ): number {
    if (vectors === null || model === null) return 0;
    const key = `${keyOf(stored)}:${model.identity}`;
    const known = this.#strangeness.get(key);
    if (known !== undefined) return known;
    const strangeness = similarityToStrangers(vectors, model.strangers);
    this.#strangeness.set(key, strangeness);
    return strangeness;
  }

  async #readDistricts(organisationIds: readonly string[]): Promise<Map<string, string>> {
    const districts = new Map<string, string>();
    const unknown = new Set<string>();
    for (const id of organisationIds) {
      const known = this.#districts.get(id);
      if (known === undefined) unknown.add(id);
      else districts.set(id, known);
    }
    if (unknown.size === 0) return districts;
    const organisations = await this.#models.Organisation.find(
      { _id: { $in: [...unknown] } },
      { district: 1 },
    ).lean();
    for (const { _id, district } of organisations) {
      this.#districts.set(_id.toString(), district);
      districts.set(_id.toString(), district);
    }
    return districts;
  }
}

function keyOf({ text }: StoredText): string {
  return `${text._id}:${text.revision}`;
}
