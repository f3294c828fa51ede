import { type Model, mongo } from "mongoose";

/** Inserts documents and returns the indexes of those whose unique key somebody else took meanwhile. */
export async function insertNew<Document>(
  model: Model<Document>,
  documents: Partial<Record<keyof Document, unknown>>[],
): Promise<Set<number>> {
  if (documents.length === 0) return new Set();
  try {
    await model.insertMany(documents, { ordered: false, throwOnValidationError: true });
    return new Set();
  } catch (error) {
    if (!(error instanceof mongo.MongoBulkWriteError)) throw error;
    const writeErrors = [error.writeErrors].flat();
    if (writeErrors.some(({ code }) => code !== 11_000)) throw error;
    return new Set(writeErrors.map(({ index }) => index));
  }
}
