import { clockKindOf, dayOf, startClock } from "@market/shared";
import type { Models } from "@market/shared/models";
import type { StoredContract } from "./contract.service.ts";
import { chinaWorkdays } from "./workday-calendar.ts";

/**
 * Brings running clocks up to the calendar that this release carries: due days that were provisional while the next
 * year's holidays were not announced, and contracts accepted before clocks were kept. Any number of processes may do it
 * at once.
 */
export async function refreshClocks(models: Models): Promise<void> {
  const stale = await models.Contract.find({
    $or: [
      { status: "accepted", clock: null },
      { dueOn: { $exists: true }, "clock.isProvisional": true },
    ],
  }).lean<StoredContract[]>();
  for (const contract of stale) {
    const { _id, revision, technologyAmountFen } = contract;
    const startedOn = contract.clock?.startedOn ?? acceptanceDayOf(contract);
    if (startedOn === null) continue;
    const kind = clockKindOf({ technologyAmountFen, isDisputed: contract.dispute != null });
    const clock = startClock(chinaWorkdays, kind, startedOn);
    // Whoever acts on it meanwhile reckons by the same calendar.
    await models.Contract.updateOne(
      { _id, revision },
      { $set: { clock, dueOn: clock.dueOn } },
      { timestamps: false },
    );
  }
}

function acceptanceDayOf({ history }: StoredContract): string | null {
  const acceptance = history.findLast(({ act }) => act === "accept");
  return acceptance === undefined ? null : dayOf(acceptance.at);
}
