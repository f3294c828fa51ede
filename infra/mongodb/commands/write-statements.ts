import type { Document } from "bson";
import { ensure, toServerError } from "../errors.ts";

const MAX_STATEMENTS = 100_000;
/** Beyond this many failures only their codes are told, so that the answer stays a document that can be sent. */
const MAX_TOLD_ERRORS = 1_000;

/** Runs a write command's statements in turn; the first that fails ends an ordered command. */
export function runStatements<T>(
  statements: T[],
  isOrdered: boolean,
  run: (statement: T, index: number) => void,
): { writeErrors?: Document[] } {
  const isAllowed = statements.length > 0 && statements.length <= MAX_STATEMENTS;
  ensure(isAllowed, "InvalidLength", `Write batches hold 1 to ${MAX_STATEMENTS} statements`);
  const writeErrors: Document[] = [];
  for (const [index, statement] of statements.entries()) {
    try {
      run(statement, index);
    } catch (error) {
      const { code, message, details } = toServerError(error);
      const isTold = writeErrors.length < MAX_TOLD_ERRORS;
      writeErrors.push({ index, code, ...(isTold ? { errmsg: message, ...details } : { errmsg: "" }) });
      if (isOrdered) break;
    }
  }
  return writeErrors.length > 0 ? { writeErrors } : {};
}
