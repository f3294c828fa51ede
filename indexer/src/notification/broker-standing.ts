import { type FieldRecord, introducedStatuses } from "@market/shared";
import type { Models } from "@market/shared/models";
import type { Types } from "mongoose";

const noRecord: FieldRecord = { won: 0, lost: 0 };

/** What a broker's own pairings say of them: how much they carry, and how they did in each field. */
export class BrokerStanding {
  openClaims = 0;
  readonly #recordByField = new Map<string, FieldRecord>();

  recordIn(field: string): FieldRecord {
    return this.#recordByField.get(field) ?? noRecord;
  }

  add(status: string, field: string, count: number): void {
    const { won, lost } = this.recordIn(field);
    if (status === "contracted") this.#recordByField.set(field, { won: won + count, lost });
    else if (status === "declined") this.#recordByField.set(field, { won, lost: lost + count });
    else this.openClaims += count;
  }
}

/** Statuses in which a broker carries a pairing, or from which its end is known: all that have a broker. */
const CARRIED_OR_ENDED = ["claimed", ...introducedStatuses, "declined"] as const;

/** The standing of each broker that has ever claimed a pairing, by the broker's id; in one read. */
export async function readStandings(models: Models): Promise<Map<string, BrokerStanding>> {
  const counts = await models.Pairing.aggregate<{
    _id: { brokerId: Types.ObjectId; status: string; field: string };
    count: number;
  }>([
    { $match: { status: { $in: CARRIED_OR_ENDED }, brokerId: { $ne: null } } },
    {
      $group: {
        _id: { brokerId: "$brokerId", status: "$status", field: "$demandField" },
        count: { $sum: 1 },
      },
    },
  ]);
  const standings = new Map<string, BrokerStanding>();
  for (const { _id, count } of counts) {
    const key = _id.brokerId.toString();
    const standing = standings.get(key) ?? new BrokerStanding();
    standing.add(_id.status, _id.field, count);
    standings.set(key, standing);
  }
  return standings;
}
