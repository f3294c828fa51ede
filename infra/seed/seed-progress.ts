import type { Models } from "@market/shared/models";

export const seedParts = ["market", "deals"] as const;
export type SeedPart = (typeof seedParts)[number];

const LEASE_ID = "seed";

/** The parts still to be done of those wanted; none in a store that somebody else has begun to fill. */
export async function beginSeeding(models: Models, wanted: readonly SeedPart[]): Promise<SeedPart[]> {
  const kept = await models.Lease.findById(LEASE_ID).lean();
  if (kept !== null) return wanted.filter((part) => kept.version < versionAfter(part));
  if ((await models.User.exists({ role: { $ne: "admin" } })) !== null) return [];
  await models.Lease.create({ _id: LEASE_ID, until: new Date(), version: 0 });
  return [...wanted];
}

export async function finishPart(models: Models, part: SeedPart): Promise<void> {
  await models.Lease.updateOne({ _id: LEASE_ID }, { $max: { version: versionAfter(part) } });
}

function versionAfter(part: SeedPart): number {
  return seedParts.indexOf(part) + 1;
}
