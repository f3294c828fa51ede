import { useSearchParams } from "react-router";

type FilterValue = string | number | boolean | null | undefined;

export interface UrlFilters<Name extends string> {
  values: Partial<Record<Name, string>>;
  page: number;
  /** The address's query with some values changed; an empty one leaves it. Back to page 1 unless the page is what changes. */
  with: (changes: Partial<Record<Name | "page", FilterValue>>) => string;
  set: (changes: Partial<Record<Name | "page", FilterValue>>, options?: { replace?: boolean }) => void;
}

/** A list's filters and page, kept in the address, so that it can be shared, reloaded and gone back to. */
export function useUrlFilters<const Name extends string>(names: readonly Name[]): UrlFilters<Name> {
  const [search, setSearch] = useSearchParams();
  const values: Partial<Record<Name, string>> = {};
  for (const name of names) {
    const value = search.get(name);
    if (value !== null && value !== "") values[name] = value;
  }
  const changed = (changes: Partial<Record<string, FilterValue>>): URLSearchParams => {
    const next = new URLSearchParams(search);
    next.delete("page");
    for (const [name, value] of Object.entries(changes)) {
      if (value === undefined || value === null || value === "" || value === false) next.delete(name);
      else next.set(name, String(value));
    }
    return next;
  };
  return {
    values,
    page: pageOf(search.get("page")),
    with: (changes) => `?${changed(changes)}`,
    set: (changes, options) => setSearch(changed(changes), options),
  };
}

function pageOf(text: string | null): number {
  const page = Number(text);
  return Number.isInteger(page) && page > 0 ? page : 1;
}
