import type { Models } from "@market/shared/models";
import { LRUCache } from "lru-cache";
import { passagesOf } from "../embedding/embedding-text.ts";
import { adaptNeeds } from "../embedding/need-adapter.ts";
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

/** A need's vectors as they are compared with results, and how alike they are to those of strangers. */
type NeedVectors = Pick<ScorableDemand, "vectors" | "strangeness">;

interface Analysis {
  passages: string[];
  terms: Terms;
}

const CACHED_ANALYSES = 12_000;
const CACHED_ORGANISATIONS = 5_000;
const DISTRICT_TTL_MS = 60_000;

/** Makes stored texts scorable: cuts, segments, and looks up vectors and districts, each once a revision. */
export class ScorableTexts {
  readonly #models: Models;
  readonly #analyses = new LRUCache<string, Analysis>({ max: CACHED_ANALYSES });
  readonly #needVectors = new LRUCache<string, NeedVectors>({ max: CACHED_ANALYSES });
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
        const needVectors = this.#needVectorsOf(stored, shared.vectors, model);
        return { stored, kind: "demand", text, scorable: { ...shared, ...needVectors, minTrl, budgetFen } };
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

  #needVectorsOf(
    stored: StoredText,
    passageVectors: readonly Float32Array[] | null,
    model: ReadyModel | null,
  ): NeedVectors {
    if (passageVectors === null || model === null) return { vectors: null, strangeness: 0 };
    const key = `${keyOf(stored)}:${model.identity}`;
    const known = this.#needVectors.get(key);
    if (known !== undefined) return known;
    const vectors = adaptNeeds(model.adapter, passageVectors);
    const needVectors = { vectors, strangeness: similarityToStrangers(vectors, model.strangers) };
    this.#needVectors.set(key, needVectors);
    return needVectors;
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
