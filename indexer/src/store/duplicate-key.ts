const DUPLICATE_KEY = 11_000;

/** Whether a unique index refused a write. */
export function isDuplicateKey(error: unknown): boolean {
  return hasCode(error, DUPLICATE_KEY);
}

/**
 * The positions within an unordered bulk write that unique indexes refused.
 * @throws the error itself, where anything else went wrong too
 */
export function duplicatePositionsOrThrow(error: unknown): number[] {
  const failures = writeErrorsOf(error);
  if (failures.length === 0 || failures.some((failure) => !isDuplicateKey(failure))) throw error;
  return failures.map(({ index }) => index);
}

function writeErrorsOf(error: unknown): { index: number }[] {
  if (typeof error !== "object" || error === null || !("writeErrors" in error)) return [];
  const { writeErrors } = error;
  return (Array.isArray(writeErrors) ? writeErrors : [writeErrors]) as { index: number }[];
}

function hasCode(error: unknown, code: number): boolean {
  return typeof error === "object" && error !== null && "code" in error && error.code === code;
}
