import { useLanguage } from "./use-language.ts";

interface Vocabulary<Code extends string> {
  entries: readonly { code: Code; zh: string; en: string }[];
}

/** A code list in the visitor's language: `options` for choices, `labelOf` for a value (itself where unknown). */
export function useVocabulary<Code extends string>(vocabulary: Vocabulary<Code>) {
  const language = useLanguage();
  const options = vocabulary.entries.map((entry) => ({ value: entry.code, label: entry[language] }));
  const labelOf = (code: string): string => options.find((option) => option.value === code)?.label ?? code;
  return { options, labelOf };
}
