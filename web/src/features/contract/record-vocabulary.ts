import type { VocabularyEntry, VocabularyName, VocabularyView } from "@market/shared";
import { queryOptions, useQuery } from "@tanstack/react-query";
import { request } from "../../app/http.ts";
import { useLanguage } from "../../i18n/use-language.ts";

function vocabularyQuery(name: VocabularyName) {
  return queryOptions({
    queryKey: ["vocabularies", name],
    queryFn: ({ signal }) => request<VocabularyView>(`/api/vocabularies/${name}`, { signal }),
    // A new edition comes with a new release.
    staleTime: Number.POSITIVE_INFINITY,
  });
}

interface Choice {
  value: string;
  label: string;
}
type ChoiceOrGroup = Choice | { label: string; options: Choice[] };

/**
 * A code list of the registration record in the reader's language, fetched when a page asks for it: the lists are too
 * long to send with every page. A code has itself as its label until the list is there.
 */
export function useRecordVocabulary(name: VocabularyName) {
  const language = useLanguage();
  const { data, isPending } = useQuery(vocabularyQuery(name));
  const entries: readonly VocabularyEntry[] = data?.items ?? [];
  const choiceOf = (entry: VocabularyEntry): Choice => ({ value: entry.code, label: entry[language] });
  return {
    isPending,
    options: entries.map(choiceOf),
    /** The entries that stand under one of another list. */
    optionsUnder: (parent: string | undefined) =>
      entries.filter((entry) => entry.parent === parent).map(choiceOf),
    labelOf: (code: string) => entries.find((entry) => entry.code === code)?.[language] ?? code,
    /** A tree of two levels as groups: what has entries under it heads them, and can be chosen itself. */
    grouped: () => groupsOf(entries, choiceOf),
  };
}

function groupsOf(
  entries: readonly VocabularyEntry[],
  choiceOf: (entry: VocabularyEntry) => Choice,
): ChoiceOrGroup[] {
  return entries
    .filter(({ parent }) => parent === undefined)
    .map((top) => {
      const below = entries.filter(({ parent }) => parent === top.code);
      if (below.length === 0) return choiceOf(top);
      return { label: choiceOf(top).label, options: [top, ...below].map(choiceOf) };
    });
}
