import { introducedStatuses, type PublicStatistics } from "@market/shared";
import type { Models } from "@market/shared/models";
import { countTurnover } from "./turnover.service.ts";
import { readTurnoverQuery } from "./turnover-question.ts";

/**
 * Counts the market from its records as they are; nothing is kept and nothing is added. Contracts and their turnover
 * are the officials' own figure: on the output basis, from the same entries.
 */
export async function countPublicStatistics(models: Models, at: Date): Promise<PublicStatistics> {
  const onMarket = {
    status: "published" as const,
    $or: [{ expiresAt: null }, { expiresAt: { $gt: at } }],
  };
  const [demands, results, selectedResults, pairings, turnover, organisations, brokers] = await Promise.all([
    models.Demand.countDocuments(onMarket),
    models.Result.countDocuments(onMarket),
    models.Result.countDocuments({ ...onMarket, "selection.state": "selected" }),
    models.Pairing.countDocuments({ status: { $in: introducedStatuses } }),
    countTurnover(models, readTurnoverQuery({}, at)),
    models.Organisation.countDocuments({}),
    models.User.countDocuments({ role: "broker", "broker.verifiedAt": { $ne: null } }),
  ]);
  return {
    demands,
    results,
    selectedResults,
    pairings,
    contracts: turnover.count,
    totalFen: turnover.totalFen,
    organisations,
    brokers,
    asOf: at.toISOString(),
  };
}
