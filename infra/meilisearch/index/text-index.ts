/** The words of one document: each with its place, `fieldId << 16 | position`. */
export interface DocumentText {
  lemmas: string[];
  places: number[];
}

/**
 * The inverted index: term → documents, and document → its terms in order with their places. Places are found by
 * scanning a candidate's own words, which keeps memory at about eight bytes a word and four a posting.
 */
export class TextIndex {
  readonly #termIds = new Map<string, number>();
  readonly #terms: string[] = [];
  /** By term id: docids, ascending. */
  readonly #postings: number[][] = [];
  readonly #documentTerms: (Uint32Array | undefined)[] = [];
  readonly #documentPlaces: (Uint32Array | undefined)[] = [];

  /** One more than the highest term id. */
  get termCount(): number {
    return this.#terms.length;
  }

  set(docid: number, text: DocumentText): void {
    this.delete(docid);
    const terms = new Uint32Array(text.lemmas.length);
    for (const [i, lemma] of text.lemmas.entries()) terms[i] = this.#internTerm(lemma);
    this.#documentTerms[docid] = terms;
    this.#documentPlaces[docid] = Uint32Array.from(text.places);
    for (const term of new Set(terms)) insertSorted(this.#postings[term]!, docid);
  }

  delete(docid: number): void {
    const terms = this.#documentTerms[docid];
    if (!terms) return;
    this.#documentTerms[docid] = undefined;
    this.#documentPlaces[docid] = undefined;
    for (const term of new Set(terms)) removeSorted(this.#postings[term]!, docid);
  }

  /** The id of a term that some document holds. */
  termId(term: string): number | undefined {
    const id = this.#termIds.get(term);
    return id !== undefined && this.#postings[id]!.length > 0 ? id : undefined;
  }

  term(id: number): string {
    return this.#terms[id]!;
  }

  postings(term: number): readonly number[] {
    return this.#postings[term]!;
  }

  termsOf(docid: number): Uint32Array {
    return this.#documentTerms[docid] ?? NO_TERMS;
  }

  placesOf(docid: number): Uint32Array {
    return this.#documentPlaces[docid] ?? NO_TERMS;
  }

  /** Ids of the terms that begin with a prefix and are longer than it, at most `limit`. */
  termsWithPrefix(prefix: string, limit: number): number[] {
    const ids: number[] = [];
    for (const [term, id] of this.allTerms()) {
      if (term.length > prefix.length && term.startsWith(prefix)) ids.push(id);
      if (ids.length >= limit) break;
    }
    return ids;
  }

  /** All terms some document holds, with their ids. */
  *allTerms(): Generator<[string, number]> {
    for (const [term, id] of this.#termIds) if (this.#postings[id]!.length > 0) yield [term, id];
  }

  #internTerm(term: string): number {
    let id = this.#termIds.get(term);
    if (id === undefined) {
      id = this.#terms.length;
      this.#termIds.set(term, id);
      this.#terms.push(term);
      this.#postings.push([]);
    }
    return id;
  }
}

const NO_TERMS = new Uint32Array(0);

function lowerBound(sorted: readonly number[], value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

function insertSorted(sorted: number[], value: number): void {
  if (sorted.length === 0 || sorted.at(-1)! < value) sorted.push(value);
  else sorted.splice(lowerBound(sorted, value), 0, value);
}

function removeSorted(sorted: number[], value: number): void {
  const at = lowerBound(sorted, value);
  if (sorted[at] === value) sorted.splice(at, 1);
}
