import { introducedStatuses, type PublicStatistics } from "@market/shared";
import type { Models } from "@market/shared/models";

/** Counts the market from its records as they are; nothing is kept and nothing is added. */
export async function countPublicStatistics(models: Models, at: Date): Promise<PublicStatistics> {
  const onMarket = {
    status: "published" as const,
    $or: [{ expiresAt: null }, { expiresAt: { $gt: at } }],
  };
  const [demands, results, selectedResults, pairings, contracts, organisations, brokers] = await Promise.all([
    models.Demand.countDocuments(onMarket),
    models.Result.countDocuments(onMarket),
    models.Result.countDocuments({ ...onMarket, "selection.state": "selected" }),
    models.Pairing.countDocuments({ status: { $in: introducedStatuses } }),
    models.Contract.aggregate<{ count: number; totalFen: number }>([
      { $match: { status: "registered" } },
      { $group: { _id: null, count: { $sum: 1 }, totalFen: { $sum: "$amountFen" } } },
    ]),
    models.Organisation.countDocuments({}),
    models.User.countDocuments({ role: "broker", "broker.verifiedAt": { $ne: null } }),
  ]);
  return {
    demands,
    results,
    selectedResults,
    pairings,
    contracts: contracts[0]?.count ?? 0,
    totalFen: contracts[0]?.totalFen ?? 0,
    organisations,
    brokers,
    asOf: at.toISOString(),
  };
}
