import type { Document } from "bson";

/** The server's own error codes, by name; a code that has no name there is `Location<code>`. */
const ERROR_CODES = {
  InternalError: 1,
  BadValue: 2,
  FailedToParse: 9,
  TypeMismatch: 14,
  Overflow: 15,
  IllegalOperation: 20,
  InvalidLength: 16,
  InvalidBSON: 22,
  NamespaceNotFound: 26,
  IndexNotFound: 27,
  PathNotViable: 28,
  ConflictingUpdateOperators: 40,
  CursorNotFound: 43,
  NamespaceExists: 48,
  DollarPrefixedFieldName: 52,
  InvalidIdField: 53,
  EmptyFieldName: 56,
  CommandNotFound: 59,
  ImmutableField: 66,
  CannotCreateIndex: 67,
  InvalidOptions: 72,
  InvalidNamespace: 73,
  IndexOptionsConflict: 85,
  IndexKeySpecsConflict: 86,
  OperationFailed: 96,
  CannotIndexParallelArrays: 171,
  InvalidIndexSpecificationOption: 197,
  ChangeStreamHistoryLost: 286,
  BSONObjectTooLarge: 10334,
  DuplicateKey: 11000,
} as const;

export type ErrorName = keyof typeof ERROR_CODES | `Location${number}`;

/** A refusal a client may see: the server's code, its name, its words, and what rides along (`keyPattern`…). */
export class ServerError extends Error {
  readonly code: number;

  constructor(
    readonly codeName: ErrorName,
    message: string,
    readonly details: Record<string, unknown> = {},
  ) {
    super(message);
    this.code =
      codeName in ERROR_CODES ? ERROR_CODES[codeName as keyof typeof ERROR_CODES] : Number(codeName.slice(8));
  }
}

/** Refuses what a client asks unless a condition holds. */
export function ensure(condition: unknown, codeName: ErrorName, message: string): asserts condition {
  if (!condition) throw new ServerError(codeName, message);
}

/** An error as a client may see it. What nobody here meant to say is an InternalError. */
export function toServerError(error: unknown): ServerError {
  return error instanceof ServerError ? error : new ServerError("InternalError", (error as Error).message);
}

/** An error as a command's answer. */
export function refusalOf(error: unknown): Document {
  const { message, code, codeName, details } = toServerError(error);
  return { ok: 0, errmsg: message, code, codeName, ...details };
}
