import {
  type DeclineReason,
  endOfDay,
  introductionDeclineOf,
  monthOf,
  type Role,
  startOfDay,
} from "@market/shared";
import type { Models, PairingDocument } from "@market/shared/models";
import type { QueryFilter, Types } from "mongoose";

/** A pairing whose introduction was declined, and how; `month` is `YYYY-MM` in Asia/Shanghai. */
export interface DeclinedIntroduction {
  pairing: Pick<
    PairingDocument,
    "demandId" | "resultId" | "demandOrganisationId" | "resultOrganisationId"
  > & {
    _id: Types.ObjectId;
  };
  at: Date;
  month: string;
  reason: DeclineReason;
  by: Role | "system";
  note: string | null;
}

/**
 * The introductions within `scope` that were declined in a period of days, both inclusive, the latest first. What
 * counts is the pairing's history: a "no" before both sides were brought together is none to an introduction.
 */
export async function findIntroductionDeclines(
  models: Models,
  scope: QueryFilter<PairingDocument>,
  { from, to }: { from?: string | undefined; to?: string | undefined },
): Promise<DeclinedIntroduction[]> {
  const at = {
    ...(from !== undefined && { $gte: startOfDay(from) }),
    ...(to !== undefined && { $lt: endOfDay(to) }),
  };
  const isDeclined = { act: "decline", ...(Object.keys(at).length > 0 && { at }) };
  const pairings = await models.Pairing.find({
    $and: [scope, { status: "declined", history: { $elemMatch: isDeclined } }],
  })
    .select("demandId resultId demandOrganisationId resultOrganisationId history")
    .lean();
  return pairings
    .flatMap(({ history, ...pairing }): DeclinedIntroduction[] => {
      const decline = introductionDeclineOf(history);
      if (decline === null) return [];
      const { at: instant, actor, note, reason } = decline;
      // The act's route lets none in without one of the list.
      const code = (reason ?? "other") as DeclineReason;
      return [
        { pairing, at: instant, month: monthOf(instant), reason: code, by: actor.role, note: note ?? null },
      ];
    })
    .sort((a, b) => b.at.getTime() - a.at.getTime());
}
