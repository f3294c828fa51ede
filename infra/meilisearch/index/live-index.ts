import type { JsonObject } from "../request/json.ts";
import { covers, resolveSettings, type Settings } from "../settings/settings.ts";
import { decodeVectors } from "../storage/document-vectors.ts";
import { type IndexRecord, instanceRange, type Store } from "../storage/store.ts";
import { documentText } from "../text/document-text.ts";
import { FieldValues } from "./field-values.ts";
import { type DocumentText, TextIndex } from "./text-index.ts";
import { VectorIndex } from "./vector-index.ts";

/** Field ids share a number with positions; see `DocumentText`. */
const MAX_FIELDS = 0xffff;
/** Work done in one go before other calls get their turn. */
const SLICE_MS = 12;

/** One document that is to be written, with its words already cut. */
export interface DocumentWrite {
  docid: number;
  externalId: string;
  document: JsonObject;
  text: DocumentText;
  /** The embedders whose vectors change. */
  vectors: Map<string, Float32Array[]>;
}

/** One index in memory: what searching reads. The documents themselves stay on disk. */
export class LiveIndex {
  record: IndexRecord;
  readonly settings: Settings;
  readonly text = new TextIndex();
  readonly fields = new FieldValues();
  readonly vectors = new Map<string, VectorIndex>();
  /** How many documents hold each top-level field. */
  readonly fieldDistribution = new Map<string, number>();
  readonly #docids = new Map<string, number>();
  readonly #externalIds: (string | undefined)[] = [];
  readonly #fieldIds = new Map<string, number>();
  readonly #fieldNames: string[] = [];
  readonly #topLevelFields: (string[] | undefined)[] = [];
  readonly #wantedFields = new Map<string, boolean>();

  constructor(record: IndexRecord) {
    this.record = record;
    this.settings = resolveSettings(record.settings);
    for (const [name, { dimensions }] of Object.entries(this.settings.embedders)) {
      this.vectors.set(name, new VectorIndex(dimensions));
    }
  }

  /** Rebuilds an index from what is on disk, letting other calls through from time to time. */
  static async load(store: Store, record: IndexRecord): Promise<LiveIndex> {
    const index = new LiveIndex(record);
    await index.#loadDocuments(store);
    return index;
  }

  get documentCount(): number {
    return this.#docids.size;
  }

  /** One more than the highest docid in use: the size of everything that is kept by docid. */
  get docidCount(): number {
    return this.#externalIds.length;
  }

  docid(externalId: string): number | undefined {
    return this.#docids.get(externalId);
  }

  externalId(docid: number): string {
    return this.#externalIds[docid]!;
  }

  /** Docids in ascending order. */
  *allDocids(): Generator<number> {
    for (let docid = 0; docid < this.#externalIds.length; docid++) {
      if (this.#externalIds[docid] !== undefined) yield docid;
    }
  }

  isLive(docid: number): boolean {
    return this.#externalIds[docid] !== undefined;
  }

  /** Hands out docids for new documents: those of deleted ones first, the lowest first, as Meilisearch does. */
  docidAllocator(): () => number {
    let next = -1;
    return () => {
      do next++;
      while (this.isLive(next));
      return next;
    };
  }

  /** Names of all fields that hold searchable words. */
  get searchedFields(): readonly string[] {
    return this.#fieldNames;
  }

  /** How much a field matters: 0 for the first of `searchableAttributes`; undefined where it is not searchable. */
  fieldWeight(attribute: string): number | undefined {
    const weight = this.settings.searchableAttributes.findIndex((pattern) => covers([pattern], attribute));
    return weight === -1 ? undefined : weight;
  }

  cutWords(document: JsonObject): DocumentText {
    return documentText(document, (attribute) => this.#fieldId(attribute));
  }

  put(write: DocumentWrite): void {
    const { docid, externalId, document } = write;
    this.#docids.set(externalId, docid);
    this.#externalIds[docid] = externalId;
    this.#countFields(docid, Object.keys(document));
    this.text.set(docid, write.text);
    this.fields.set(docid, document, (attribute) => this.#isWanted(attribute));
    for (const [embedder, vectors] of write.vectors) this.vectors.get(embedder)?.set(docid, vectors);
  }

  delete(docid: number): void {
    const externalId = this.#externalIds[docid];
    if (externalId === undefined) return;
    this.#docids.delete(externalId);
    this.#externalIds[docid] = undefined;
    this.#countFields(docid, undefined);
    this.text.delete(docid);
    this.fields.delete(docid);
    for (const vectors of this.vectors.values()) vectors.delete(docid);
  }

  /** Vectors of all embedders together. */
  get vectorCount(): number {
    let count = 0;
    for (const vectors of this.vectors.values()) count += vectors.size;
    return count;
  }

  async #loadDocuments(store: Store): Promise<void> {
    const { instance } = this.record;
    const pause = slicer();
    for (const { key, value: document } of store.documents.getRange(instanceRange(instance))) {
      const docid = key[1];
      const vectors = new Map<string, Float32Array[]>();
      for (const [name, { dimensions }] of Object.entries(this.settings.embedders)) {
        const stored = store.vectors.get([instance, docid, name]);
        if (stored) vectors.set(name, decodeVectors(stored, dimensions));
      }
      const externalId = String(document[this.record.primaryKey!]);
      this.put({ docid, externalId, document, text: this.cutWords(document), vectors });
      await pause();
    }
  }

  #fieldId(attribute: string): number | undefined {
    const known = this.#fieldIds.get(attribute);
    if (known !== undefined) return known;
    if (this.fieldWeight(attribute) === undefined || this.#fieldNames.length >= MAX_FIELDS) return undefined;
    this.#fieldIds.set(attribute, this.#fieldNames.length);
    this.#fieldNames.push(attribute);
    return this.#fieldNames.length - 1;
  }

  #isWanted(attribute: string): boolean {
    let isWanted = this.#wantedFields.get(attribute);
    if (isWanted === undefined) {
      const { filterableAttributes, sortableAttributes } = this.settings;
      isWanted = covers(filterableAttributes, attribute) || covers(sortableAttributes, attribute);
      this.#wantedFields.set(attribute, isWanted);
    }
    return isWanted;
  }

  #countFields(docid: number, fields: string[] | undefined): void {
    for (const field of this.#topLevelFields[docid] ?? []) {
      const count = this.fieldDistribution.get(field)! - 1;
      if (count === 0) this.fieldDistribution.delete(field);
      else this.fieldDistribution.set(field, count);
    }
    for (const field of fields ?? []) {
      this.fieldDistribution.set(field, (this.fieldDistribution.get(field) ?? 0) + 1);
    }
    this.#topLevelFields[docid] = fields;
  }
}

/** A function to await inside a long loop: it gives other calls their turn when the loop has held on for a while. */
export function slicer(): () => Promise<void> | undefined {
  let since = performance.now();
  return () => {
    if (performance.now() - since < SLICE_MS) return undefined;
    return new Promise((resolve) =>
      setImmediate(() => {
        since = performance.now();
        resolve();
      }),
    );
  };
}
