export type Comparison = "=" | "!=" | ">" | ">=" | "<" | "<=";

/** What is asked of one attribute. */
export type Condition =
  | { kind: "compare"; attribute: string; operator: Comparison; value: string }
  | { kind: "between"; attribute: string; from: string; to: string }
  | { kind: "in"; attribute: string; values: string[] }
  | { kind: "exists" | "null"; attribute: string };

/** A parsed filter. */
export type Filter = { kind: "and" | "or"; of: Filter[] } | { kind: "not"; of: Filter } | Condition;

/** A filter as Meilisearch writes it back in its errors: every name and value in double quotes. */
export function printFilter(filter: Filter): string {
  switch (filter.kind) {
    case "and":
    case "or":
      return filter.of.map((part) => `(${printFilter(part)})`).join(` ${filter.kind.toUpperCase()} `);
    case "not":
      return `NOT (${printFilter(filter.of)})`;
    case "compare":
      return `${quote(filter.attribute)} ${filter.operator} ${quote(filter.value)}`;
    case "between":
      return `${quote(filter.attribute)} ${quote(filter.from)} TO ${quote(filter.to)}`;
    case "in":
      return `${quote(filter.attribute)} IN [${filter.values.map(quote).join(", ")}]`;
    case "exists":
      return `${quote(filter.attribute)} EXISTS`;
    case "null":
      return `${quote(filter.attribute)} IS NULL`;
  }
}

export function quote(text: string): string {
  return `"${text.replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"`;
}

/** Every condition of a filter, in reading order. */
export function conditionsOf(filter: Filter): Condition[] {
  switch (filter.kind) {
    case "and":
    case "or":
      return filter.of.flatMap(conditionsOf);
    case "not":
      return conditionsOf(filter.of);
    default:
      return [filter];
  }
}
