/** A parsed JSON object whose fields are still to be checked. */
export type JsonObject = Record<string, unknown>;

/** serde_json, which the real server parses with, gives up at this depth. */
const MAX_DEPTH = 127;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Parses a JSON text; the error says in serde_json's words what is wrong and where. */
export function parseJson(text: string): unknown {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new Error(describeSyntaxError(text, error as SyntaxError));
  }
  if (isDeeperThan(value, MAX_DEPTH)) throw new Error("recursion limit exceeded");
  return value;
}

/** The depth is measured without recursion, or the measure itself would be the overflow it looks for. */
function isDeeperThan(root: unknown, limit: number): boolean {
  let level: unknown[] = [root];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > limit) return true;
    const next: unknown[] = [];
    for (const value of level) {
      if (typeof value !== "object" || value === null) continue;
      for (const child of Object.values(value))
        if (typeof child === "object" && child !== null) next.push(child);
    }
    level = next;
  }
  return false;
}

/** Lines and columns are counted from 1. */
function describeSyntaxError(text: string, error: SyntaxError): string {
  const position = /position (\d+)/.exec(error.message)?.[1];
  if (position !== undefined && Number(position) < text.length) {
    return `expected value at ${lineAndColumn(text, Number(position) + 1)}`;
  }
  return `EOF while parsing a value at ${lineAndColumn(text, text.length)}`;
}

function lineAndColumn(text: string, length: number): string {
  const lines = text.slice(0, length).split("\n");
  return `line ${lines.length} column ${lines.at(-1)!.length}`;
}
