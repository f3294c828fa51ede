import type { BrokerTurnover, BrokerTurnoverQuery } from "@market/shared";
import type { Models } from "@market/shared/models";
import type { Caller } from "../caller.ts";
import type { Language } from "../errors.ts";
import { countLines, isNothing } from "./count-lines.ts";
import { ledgerOf } from "./turnover-ledger.ts";
import { readTurnoverQuery } from "./turnover-question.ts";
import { listTurnoverRecords } from "./turnover-records.service.ts";

/** When a contract counts as a broker's, printed beside the figures. */
const attribution: Record<Language, string> = {
  zh: "归属：合同出自您认领的对接，或由您起草且不出自任何对接的，计在您名下，整份合同计一次；归属以登记时的记录为准。",
  en: "Attribution: a contract counts as yours, whole and once, where it came from a pairing you had claimed, or where you drafted it without a pairing; what was on record at its registration decides.",
};

/**
 * The calling broker's own turnover, from the entries that the city's figures are made of.
 *
 * @throws {ApiError} 400 for a period that ends before it starts
 */
export async function readBrokerTurnover(
  models: Models,
  caller: Caller,
  { page = 1, pageSize = 20, ...query }: BrokerTurnoverQuery,
  language: Language,
  now: Date,
): Promise<BrokerTurnover> {
  const question = { ...readTurnoverQuery(query, now), by: ["month" as const], brokerId: caller.id };
  const [lines, records] = await Promise.all([
    ledgerOf(models).read(),
    listTurnoverRecords(models, { ...question, onlyCorrections: false }, { page, pageSize }, language),
  ]);
  return {
    ...records,
    from: question.from,
    to: question.to,
    basis: question.basis,
    months: [...countLines(lines, question).groups.values()]
      .filter(({ sums }) => !isNothing(sums))
      .map(({ keys: [month = ""], sums }) => ({ month, ...sums }))
      .sort((a, b) => b.month.localeCompare(a.month)),
    attribution: attribution[language],
  };
}
