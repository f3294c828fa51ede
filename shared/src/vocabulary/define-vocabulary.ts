/**
 * A code list: what may stand on the wire, with a label in both languages. Data, not code: a list carries the source
 * it was taken from and the date since when it holds, and a later edition is a change here alone. `parent` is the
 * code of the entry above, in the same list or in the list that the deeper one refines.
 */
export interface Vocabulary<Code extends string> {
  source: string;
  validFrom: string;
  entries: readonly VocabularyEntry<Code>[];
}

export interface VocabularyEntry<Code extends string = string> {
  code: Code;
  zh: string;
  en: string;
  parent?: string;
}

export function define<const Code extends string>(
  source: string,
  validFrom: string,
  entries: readonly (readonly [code: Code, zh: string, en: string, parent?: string])[],
): Vocabulary<Code> {
  return {
    source,
    validFrom,
    entries: entries.map(([code, zh, en, parent]) => ({
      code,
      zh,
      en,
      ...(parent !== undefined && { parent }),
    })),
  };
}

/** A list whose wire value is its Chinese label. */
export function defineByLabel<const Label extends string>(
  source: string,
  validFrom: string,
  entries: readonly (readonly [zh: Label, en: string])[],
): Vocabulary<Label> {
  return { source, validFrom, entries: entries.map(([zh, en]) => ({ code: zh, zh, en })) };
}

/** A list whose entries are given by the code that they stand under; an entry of the top stands under `""`. */
export function defineTree<const Code extends string>(
  source: string,
  validFrom: string,
  entriesByParent: Readonly<Record<string, readonly (readonly [code: Code, zh: string, en: string])[]>>,
): Vocabulary<Code> {
  return {
    source,
    validFrom,
    entries: Object.entries(entriesByParent).flatMap(([parent, entries]) =>
      entries.map(([code, zh, en]) => ({ code, zh, en, ...(parent !== "" && { parent }) })),
    ),
  };
}
