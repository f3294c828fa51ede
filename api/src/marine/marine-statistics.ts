import { type MarineStatistics, marineFields } from "@market/shared";
import type { Models } from "@market/shared/models";
import { openFilter } from "../publication/publication.filter.ts";

/** Counts marine technology from the records as they are; nothing is kept and nothing is added. */
export async function countMarine(models: Models, at: Date): Promise<MarineStatistics> {
  const onMarket = { $and: [openFilter(at), { field: { $in: marineFields } }] };
  const [demands, results, selectedResults, contracts] = await Promise.all([
    models.Demand.countDocuments(onMarket),
    models.Result.countDocuments(onMarket),
    models.Result.countDocuments({ ...onMarket, "selection.state": "selected" }),
    models.Contract.aggregate<{ count: number; totalFen: number }>([
      // As its parties declared it; where they said nothing, by its field.
      {
        $match: {
          status: "registered",
          $or: [{ isMarine: true }, { isMarine: null, field: { $in: marineFields } }],
        },
      },
      { $group: { _id: null, count: { $sum: 1 }, totalFen: { $sum: "$amountFen" } } },
    ]),
  ]);
  return {
    demands,
    results,
    selectedResults,
    contracts: contracts[0]?.count ?? 0,
    totalFen: contracts[0]?.totalFen ?? 0,
    asOf: at.toISOString(),
  };
}
