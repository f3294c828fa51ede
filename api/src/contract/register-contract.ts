import { setTimeout as sleep } from "node:timers/promises";
import { registrationNumberOf, yearOf } from "@market/shared";
import type { Models } from "@market/shared/models";
import type { Caller } from "../caller.ts";
import { ApiError } from "../errors.ts";
import { isDuplicateOf } from "../idempotency.ts";
import { actOnContract, type StoredContract } from "./contract.service.ts";
import { isReviewedFor } from "./contract-standing.ts";

/** Each failed attempt means that somebody else got a number, so a crowd of this size gets through. */
const MAX_ATTEMPTS = 200;
const MAX_PAUSE_MS = 100;
const RETRY_AFTER_SECONDS = 1;

/**
 * Registers an accepted contract: number, status and instant in one update. The number is the highest of its year and
 * point plus one; of several who take the same the unique index lets one through, and the others take the next. A
 * number that failed was never written, so there are no gaps, and one that was written stays with its contract.
 *
 * @throws {ApiError} 409 until another official has approved a large contract
 */
export async function registerContract(models: Models, caller: Caller, id: string): Promise<StoredContract> {
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1) {
    try {
      return await actOnContract(models, caller, id, "register", async (contract, at) => {
        if (!isReviewedFor(contract, caller)) {
          throw new ApiError("contract.reviewRequired", { currentStatus: contract.status });
        }
        return { changes: { ...(await nextRegistration(models, contract.pointCode, at)), registeredAt: at } };
      });
    } catch (error) {
      if (!isDuplicateOf(error, "registrationNumber")) throw error;
      // Apart by chance, or they would all meet again at the next number.
      await sleep(Math.random() * MAX_PAUSE_MS);
    }
  }
  throw new ApiError("contract.registryBusy", { retryAfterSeconds: RETRY_AFTER_SECONDS });
}

async function nextRegistration(models: Models, pointCode: string, at: Date) {
  const registrationYear = yearOf(at);
  const highest = await models.Contract.findOne({
    registrationYear,
    pointCode,
    registrationSequence: { $exists: true },
  })
    .sort({ registrationSequence: -1 })
    .select("registrationSequence")
    .lean();
  const registrationSequence = (highest?.registrationSequence ?? 0) + 1;
  return {
    registrationYear,
    registrationSequence,
    registrationNumber: registrationNumberOf(registrationYear, pointCode, registrationSequence),
  };
}
