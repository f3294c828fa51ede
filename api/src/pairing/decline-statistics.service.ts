import {
  type DeclineGroup,
  type DeclineStatistics,
  type DeclineStatisticsQuery,
  declineReasons,
  type IntroductionDecline,
} from "@market/shared";
import type { Models } from "@market/shared/models";
import { type Caller, organisationIdOf } from "../caller.ts";
import { ApiError, fieldError, type Language } from "../errors.ts";
import { answersForMarket } from "../publication/publication.presenter.ts";
import { type DeclinedIntroduction, findIntroductionDeclines } from "./introduction-declines.ts";

/** What stands beside the figures wherever they are shown. */
const definition: Record<Language, string> = {
  zh: "统计引荐之后（含洽谈中、达成意向）被谢绝的对接，每个对接计一次，按谢绝日期（北京时间）和谢绝时所选原因归类；引荐之前的谢绝不计。",
  en: "Pairings declined once both sides had been introduced (negotiating and agreed ones included), each counted once, by the day of the decline (Asia/Shanghai) and the reason given with it. What was declined before an introduction is not counted.",
};

/**
 * Why introductions were declined, by month and reason, with each "no" behind the figures.
 *
 * @throws {ApiError} 400 for a period that ends before it starts, 403 for another organisation's figures
 */
export async function countDeclines(
  models: Models,
  caller: Caller,
  { from, to, organisation }: DeclineStatisticsQuery,
  language: Language,
  now: Date,
): Promise<DeclineStatistics> {
  if (from !== undefined && to !== undefined && from > to) throw fieldError("to", "period.endsBeforeStart");
  const organisationId = scopeOf(caller, organisation);
  const declines = await findIntroductionDeclines(
    models,
    organisationId === undefined
      ? {}
      : { $or: [{ demandOrganisationId: organisationId }, { resultOrganisationId: organisationId }] },
    { from, to },
  );
  return {
    from: from ?? null,
    to: to ?? null,
    total: declines.length,
    groups: await presentGroups(models, declines, organisationId),
    definition: definition[language],
    asOf: now.toISOString(),
  };
}

/** Officials see any organisation or all of them (`undefined`), members their own. */
function scopeOf(caller: Caller, organisation: string | undefined): string | undefined {
  if (answersForMarket(caller)) return organisation;
  const own = organisationIdOf(caller);
  if (organisation !== undefined && organisation !== own) throw new ApiError("record.notOwner");
  return own;
}

async function presentGroups(
  models: Models,
  declines: readonly DeclinedIntroduction[],
  organisationId: string | undefined,
): Promise<DeclineGroup[]> {
  const titles = await readTitles(models, declines);
  const groups = new Map<string, DeclineGroup>();
  for (const decline of declines) {
    const { month, reason } = decline;
    const key = `${month} ${reason}`;
    const group = groups.get(key) ?? { month, reason, count: 0, declines: [] };
    groups.set(key, group);
    group.count += 1;
    group.declines.push(presentDecline(decline, titles, organisationId));
  }
  return [...groups.values()].sort(
    (a, b) => b.month.localeCompare(a.month) || b.count - a.count || rankOf(a.reason) - rankOf(b.reason),
  );
}

function presentDecline(
  { pairing, at, by, note }: DeclinedIntroduction,
  titles: ReadonlyMap<string, string>,
  organisationId: string | undefined,
): IntroductionDecline {
  const isDemand = String(pairing.demandOrganisationId) === organisationId;
  const id = String(isDemand ? pairing.demandId : pairing.resultId);
  return {
    pairing: { id: String(pairing._id) },
    at: at.toISOString(),
    by,
    note,
    text: { kind: isDemand ? "demand" : "result", id, title: titles.get(id) ?? null },
  };
}

async function readTitles(models: Models, declines: readonly DeclinedIntroduction[]) {
  const [demands, results] = await Promise.all([
    models.Demand.find({ _id: { $in: declines.map(({ pairing }) => pairing.demandId) } })
      .select("title")
      .lean(),
    models.Result.find({ _id: { $in: declines.map(({ pairing }) => pairing.resultId) } })
      .select("title")
      .lean(),
  ]);
  return new Map([...demands, ...results].map(({ _id, title }) => [String(_id), title]));
}

function rankOf(reason: string): number {
  return declineReasons.entries.findIndex(({ code }) => code === reason);
}
