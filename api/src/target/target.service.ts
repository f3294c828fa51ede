import { cityPlan, type Target, type Targets, targetLine } from "@market/shared";
import type { Models } from "@market/shared/models";
import { sumTurnover } from "../turnover/turnover.service.ts";
import { readTurnoverQuery } from "../turnover/turnover-question.ts";
import { targetCounters } from "./target-counters.ts";
import type { YearPeriod } from "./year-period.ts";

/** The plan's promises for a year beside what the records say at `asOf`. */
export async function countTargets(models: Models, period: YearPeriod, asOf: Date): Promise<Targets> {
  const targets = await Promise.all(
    cityPlan.targets.map(
      async ({ name, measure, unit, dueYear, amount, isExceeded, label, rule }): Promise<Target> => ({
        name,
        measure,
        unit,
        dueYear,
        target: amount,
        isExceeded,
        due: name === "turnover" ? dueTurnover(period.year) : amount,
        actual:
          name === "turnover"
            ? await turnoverOf(models, period, asOf)
            : await targetCounters[name].count(models, period),
        label,
        rule,
      }),
    ),
  );
  const { source, validFrom } = cityPlan;
  return { year: period.year, source, validFrom, asOf: asOf.toISOString(), targets };
}

async function turnoverOf(models: Models, { firstDay, lastDay }: YearPeriod, asOf: Date): Promise<number> {
  const question = readTurnoverQuery({ from: firstDay, to: lastDay }, asOf);
  return (await sumTurnover(models, question, "zh")).totalFen;
}

/** What the plan's line has for a year; years beside the line have its nearer end. */
function dueTurnover(year: number): number {
  const line = targetLine();
  const [first, last] = [line[0], line.at(-1)];
  const point = line.find((known) => known.year === year) ?? (first && year < first.year ? first : last);
  return point?.amountFen ?? 0;
}
