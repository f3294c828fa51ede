import { type DigestQuery, dayOf } from "@market/shared";
import { type Models, readDigestFilter } from "@market/shared/models";
import { findUserOrThrow } from "../account/user.service.ts";
import type { Caller } from "../caller.ts";
import type { StoredPairing } from "../pairing/pairing.service.ts";
import { brokerPartOf } from "./broker.service.ts";

/** A page of a day's pairings that fit the calling broker's wishes and did not ring, the best first. */
export async function listDigest(
  models: Models,
  caller: Caller,
  { page = 1, pageSize = 20, day = dayOf(new Date()) }: DigestQuery,
): Promise<{ pairings: StoredPairing[]; total: number; day: string }> {
  const broker = brokerPartOf(await findUserOrThrow(models, caller.id));
  const filter = await readDigestFilter(models, caller.id, broker, day, day);
  const [pairings, total] = await Promise.all([
    models.Pairing.find(filter)
      .sort({ score: -1, _id: -1 })
      .skip((page - 1) * pageSize)
      .limit(pageSize)
      .lean<StoredPairing[]>(),
    models.Pairing.countDocuments(filter),
  ]);
  return { pairings, total, day };
}
