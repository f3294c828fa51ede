import type { WorkdayCalendar } from "@market/shared";
// The library's tables rather than its functions: those answer by the weekday, without a word, for years whose
// holidays are not announced yet, and read days in the machine's own time zone.
import tables from "chinese-days/dist/chinese-days.json" with { type: "json" };

const holidays: Readonly<Record<string, string>> = tables.holidays;
const makeUpWorkdays: Readonly<Record<string, string>> = tables.workdays;

/** Years are announced whole, in the autumn before. */
const lastKnownYear = Object.keys(holidays).sort().at(-1)?.slice(0, 4);

/** The State Council's holidays and make-up workdays, as far as they are announced in the installed tables. */
export const chinaWorkdays: WorkdayCalendar = {
  isWorkday(day) {
    if (day in holidays) return false;
    if (day in makeUpWorkdays) return true;
    const weekday = new Date(`${day}T00:00:00.000Z`).getUTCDay();
    return weekday !== 0 && weekday !== 6;
  },
  knownUntil: `${lastKnownYear}-12-31`,
};
