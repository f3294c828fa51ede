import type { FastifyRequest } from "fastify";
import { mongo } from "mongoose";
import { fieldError } from "./errors.ts";

const VISIBLE_CHARACTERS = /^[\x21-\x7e]{1,200}$/;

/**
 * The `Idempotency-Key` under which a client may safely repeat a create.
 *
 * @throws {ApiError} 400 when it is empty, too long or not printable
 */
export function idempotencyKeyOf(request: FastifyRequest): string | undefined {
  const key = request.headers["idempotency-key"];
  if (key === undefined) return undefined;
  if (typeof key !== "string" || !VISIBLE_CHARACTERS.test(key)) {
    throw fieldError("Idempotency-Key", "idempotencyKey.invalid");
  }
  return key;
}

/**
 * Inserts a record unless its creator already made one under the same key, and returns whichever stands. The unique
 * index on (createdBy, idempotencyKey) decides, so that two requests at once make one record.
 */
export async function createOnce<Record>(
  key: string | undefined,
  insert: () => Promise<Record>,
  findFirst: (key: string) => Promise<Record | null>,
): Promise<Record> {
  if (key === undefined) return insert();
  const earlier = await findFirst(key);
  if (earlier !== null) return earlier;
  try {
    return await insert();
  } catch (error) {
    if (!isDuplicateOf(error, "idempotencyKey")) throw error;
    const first = await findFirst(key);
    if (first === null) throw error;
    return first;
  }
}

/** Whether a write was refused because a unique index over `field` already holds its value. */
export function isDuplicateOf(error: unknown, field: string): boolean {
  if (!(error instanceof mongo.MongoServerError) || error.code !== 11_000) return false;
  // Some servers leave keyPattern out; the index's name is in every message.
  const keyPattern: unknown = error.keyPattern;
  return typeof keyPattern === "object" && keyPattern !== null
    ? field in keyPattern
    : error.message.includes(`${field}_`);
}
