import type { ContractFormValues, FieldSources } from "./contract-form-values.ts";

/** The sources of the proposed values that a draft kept earlier left as they were. */
export function standingSources(
  sources: FieldSources,
  proposed: ContractFormValues,
  draft: ContractFormValues | null,
): FieldSources {
  if (draft === null) return sources;
  return filterSources(sources, (path) => isSame(valueAt(draft, path), valueAt(proposed, path)));
}

/** The sources that are left once somebody has typed over some of the values. */
export function withoutChanged(sources: FieldSources, changed: Partial<ContractFormValues>): FieldSources {
  return filterSources(sources, (path) => !isChanged(changed, path));
}

function filterSources(sources: FieldSources, keeps: (path: string) => boolean): FieldSources {
  return Object.fromEntries(Object.entries(sources).filter(([path]) => keeps(path)));
}

/** Whether the form's report of a change, which holds the changed fields alone, holds this one. */
function isChanged(changed: object, path: string): boolean {
  const [first = "", ...rest] = path.split(".");
  if (!Object.hasOwn(changed, first)) return false;
  const inner = (changed as Record<string, unknown>)[first];
  if (rest.length === 0 || typeof inner !== "object" || inner === null) return true;
  return isChanged(inner, rest.join("."));
}

function valueAt(values: object, path: string): unknown {
  return path
    .split(".")
    .reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], values);
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
