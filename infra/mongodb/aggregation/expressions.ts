import type { Document } from "bson";
import { Context } from "mingo";
import { Aggregator } from "mingo/aggregator";
import * as accumulators from "mingo/operators/accumulator";
import * as expressions from "mingo/operators/expression";
import { $replaceWith } from "mingo/operators/pipeline";
import { promote } from "../bson/codec.ts";
import { type ErrorName, ServerError } from "../errors.ts";

const CONTEXT = Context.init({
  accumulator: accumulators,
  expression: expressions,
  pipeline: { $replaceWith },
});

/** Compiles expressions into one function from a document to the value of each, `undefined` where it has none. */
export function compileExpressions(
  given: unknown[],
  variables?: Document,
): (document: Document) => unknown[] {
  const named = Object.fromEntries(given.map((expression, i) => [`v${i}`, promote(expression)]));
  const aggregator = new Aggregator([{ $replaceWith: named }], {
    context: CONTEXT,
    variables,
    scriptEnabled: false,
  });
  return (document) => {
    const [values] = inServerWords(() => aggregator.run<Document>([promote(document) as Document]));
    return given.map((_, i) => values![`v${i}`]);
  };
}

/** The values of a `let`, each an expression over a document, or over none. */
export function evaluateLet(
  bindings: Document | undefined,
  document: Document = {},
  outer?: Document,
): Document | undefined {
  const names = Object.keys(bindings ?? {});
  if (names.length === 0) return outer;
  const values = compileExpressions(Object.values(bindings!), outer)(document);
  return { ...outer, ...Object.fromEntries(names.map((name, i) => [name, values[i]])) };
}

/** What mingo says, by the code that the server has for it; the rest of what it says are bad values. */
const MINGO_ERRORS: [pattern: RegExp, code: ErrorName, message: string][] = [
  [/unregistered pipeline operator (\S+)\.$/, "Location40324", "Unrecognized pipeline stage name: "],
  [/^accumulator '(\$\S+)' is not registered/, "Location168", "Unrecognized expression "],
  [/^Use of undefined variable: (\S+)/, "Location17276", "Use of undefined variable: "],
];

/** Runs mingo, and turns what it throws into the server's refusal. */
export function inServerWords<T>(run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (error instanceof ServerError) throw error;
    const { message } = error as Error;
    for (const [pattern, code, words] of MINGO_ERRORS) {
      const [, name] = pattern.exec(message) ?? [];
      if (name) throw new ServerError(code, words + name);
    }
    throw new ServerError("BadValue", message);
  }
}
