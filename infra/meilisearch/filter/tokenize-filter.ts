/** A piece of a filter: an operator or bracket, a bare word, or a text that was in quotes. */
export interface FilterToken {
  kind: "symbol" | "word" | "text" | "end";
  /** Without quotes and escapes. */
  value: string;
  /** Where it begins in the filter, in UTF-16 units. */
  start: number;
}

const TOKEN =
  /\s*(?:(?<symbol><=|>=|!=|[<>=()[\],])|(?<word>[\p{L}\p{N}_.-]+)|"(?<double>(?:\\.|[^"\\])*)"|'(?<single>(?:\\.|[^'\\])*)')/suy;
const ESCAPES: Record<string, string> = { n: "\n", t: "\t", r: "\r" };

/** Cuts a filter into tokens, as far as it can be read: `rest` is where it cannot go on. */
export function tokenizeFilter(filter: string): { tokens: FilterToken[]; rest: number } {
  const tokens: FilterToken[] = [];
  TOKEN.lastIndex = 0;
  let rest = 0;
  for (let match = TOKEN.exec(filter); match; match = TOKEN.exec(filter)) {
    const { symbol, word, double, single } = match.groups!;
    const start = rest + match[0].search(/\S/);
    rest = TOKEN.lastIndex;
    const quoted = double ?? single;
    if (quoted !== undefined) tokens.push({ kind: "text", value: readEscapes(quoted), start });
    else if (word !== undefined) tokens.push({ kind: "word", value: word, start });
    else tokens.push({ kind: "symbol", value: symbol!, start });
  }
  const unread = filter.slice(rest).search(/\S/);
  return { tokens, rest: unread === -1 ? filter.length : rest + unread };
}

function readEscapes(text: string): string {
  return text.replace(/\\(.)/gs, (_, character: string) => ESCAPES[character] ?? character);
}
