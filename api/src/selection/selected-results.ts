import { endOfDay, type SelectionBatch, startOfDay, yearOf } from "@market/shared";
import type { Models } from "@market/shared/models";

/** The results selected in a year of Asia/Shanghai, as a filter. */
export function selectedInYear(year: number) {
  return { "selection.at": { $gte: startOfDay(`${year}-01-01`), $lt: endOfDay(`${year}-12-31`) } };
}

/**
 * The batches that have selected results, the latest first, each with how many it has: those released from calls and
 * those an official named when deciding on single results.
 */
export async function listBatches(models: Models): Promise<SelectionBatch[]> {
  const groups = await models.Result.aggregate<{ _id: string; selectedAt: Date; count: number }>([
    { $match: { "selection.state": "selected" } },
    { $group: { _id: "$selection.batch", selectedAt: { $max: "$selection.at" }, count: { $sum: 1 } } },
    { $sort: { selectedAt: -1, _id: -1 } },
  ]);
  return groups.map(({ _id, selectedAt, count }) => ({
    batch: _id,
    year: yearOf(selectedAt),
    selectedAt: selectedAt.toISOString(),
    count,
  }));
}
