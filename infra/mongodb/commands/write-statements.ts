import type { Document } from "bson";
import { ServerError, toServerError } from "../errors.ts";

const MAX_STATEMENTS = 100_000;

/** Runs a write command's statements in turn; the first that fails ends an ordered command. */
export function runStatements<T>(
  statements: T[],
  isOrdered: boolean,
  run: (statement: T, index: number) => void,
): { writeErrors?: Document[] } {
  if (statements.length === 0 || statements.length > MAX_STATEMENTS) {
    throw new ServerError("InvalidLength", `Write batch sizes must be between 1 and ${MAX_STATEMENTS}.`);
  }
  const writeErrors: Document[] = [];
  for (const [index, statement] of statements.entries()) {
    try {
      run(statement, index);
    } catch (error) {
      const { code, message, details } = toServerError(error);
      writeErrors.push({ index, code, errmsg: message, ...details });
      if (isOrdered) break;
    }
  }
  return writeErrors.length > 0 ? { writeErrors } : {};
}
