import {
  comparisonDefinition,
  dayOf,
  instantYearBefore,
  lastDayYearBefore,
  planDefinition,
  planPaceOf,
  type Turnover,
  type TurnoverGroup,
  type TurnoverSums,
  targetLine,
  turnoverDefinition,
  turnoverPlan,
  turnoverTarget,
  yearBefore,
  yearOf,
} from "@market/shared";
import type { Models } from "@market/shared/models";
import type { Language } from "../errors.ts";
import { type CountedGroup, type CountedTurnover, countLines, isNothing, noSums } from "./count-lines.ts";
import { labelOfKey, labelsOf } from "./turnover-labels.ts";
import { type CountedLine, ledgerOf } from "./turnover-ledger.ts";
import type { TurnoverQuestion } from "./turnover-question.ts";

/**
 * Adds turnover up from its entries. Groups come in the order of their keys; a group whose registrations were all
 * taken back is left out.
 */
export async function sumTurnover(
  models: Models,
  question: TurnoverQuestion,
  language: Language,
): Promise<Turnover> {
  const [lines, contractsUnderWay] = await Promise.all([
    ledgerOf(models).read(),
    models.Contract.countDocuments({ announce: true }),
  ]);
  const counted = countLines(lines, question);
  const earlier = questionYearBefore(question);
  const before = earlier === null ? null : countLines(lines, earlier, { isYearBefore: true });
  const groups = [...counted.groups.values()].filter(({ sums }) => !isNothing(sums)).sort(byKeys);
  return {
    ...counted.sums,
    groups: presentGroups(groups, counted, before, question, language),
    target: { ...turnoverTarget, line: targetLine() },
    definition: definitionOf(question, language),
    asOf: question.asOf.toISOString(),
    inside: counted.inside,
    corrections: counted.corrections,
    comparison:
      earlier === null || before === null
        ? null
        : {
            from: earlier.from,
            to: earlier.to,
            asOf: earlier.asOf.toISOString(),
            ...before.sums,
            others: sumsOf(
              [...before.groups].flatMap(([name, { sums }]) => (isShown(counted, name) ? [] : [sums])),
            ),
          },
    plan: {
      version: turnoverPlan.version,
      figures: [...turnoverPlan.figures],
      pace: planPaceOf(question.asOf, countRunningYear(lines, question).totalFen),
      definition: planDefinition[language],
    },
    narrowedTo: narrowedTo(question, language),
    contractsUnderWay,
  };
}

/** The sums alone, for who needs no table. */
export async function countTurnover(models: Models, question: TurnoverQuestion): Promise<TurnoverSums> {
  return countLines(await ledgerOf(models).read(), { ...question, by: [] }).sums;
}

/** What was counted and how, in words. */
export function definitionOf(question: TurnoverQuestion, language: Language): string {
  const definition = turnoverDefinition(question.basis, question.date)[language];
  if (question.from === null) return definition;
  return language === "zh"
    ? `${definition}${comparisonDefinition.zh}`
    : `${definition} ${comparisonDefinition.en}`;
}

/** The keys a question is narrowed to, in words. */
export function narrowedTo({ keys = [] }: TurnoverQuestion, language: Language): Turnover["narrowedTo"] {
  return keys.map(({ dimension, key }) => ({ dimension, key, label: labelOfKey(dimension, key, language) }));
}

/**
 * The same question of the same period a year earlier. A period that is not over at the instant is cut there, and
 * what was known of the earlier one a year before that instant is what compares with it: each has had the same time
 * to be corrected. `null` for a period without a first day.
 */
function questionYearBefore(
  question: TurnoverQuestion,
): (TurnoverQuestion & { from: string; to: string }) | null {
  if (question.from === null) return null;
  const today = dayOf(question.asOf);
  const to = question.to === null || question.to > today ? today : question.to;
  // A period that has not begun by the instant has nothing to be compared with.
  if (question.from > to) return null;
  return {
    ...question,
    from: yearBefore(question.from),
    to: lastDayYearBefore(to),
    asOf: instantYearBefore(question.asOf),
    keys: (question.keys ?? []).map(({ dimension, key }) => ({
      dimension,
      key: isPeriod(dimension) && key !== "" ? yearBefore(key) : key,
    })),
  };
}

function isPeriod(dimension: string): boolean {
  return dimension === "month" || dimension === "quarter" || dimension === "year";
}

function countRunningYear(
  lines: readonly CountedLine[],
  { basis, date, asOf }: TurnoverQuestion,
): TurnoverSums {
  const year = yearOf(asOf);
  return countLines(lines, { basis, date, asOf, by: [], from: `${year}-01-01`, to: `${year}-12-31` }).sums;
}

function presentGroups(
  groups: readonly CountedGroup[],
  counted: CountedTurnover,
  before: CountedTurnover | null,
  { by }: TurnoverQuestion,
  language: Language,
): TurnoverGroup[] {
  const amounts = groups.map(({ sums }) => sums.totalFen).sort((a, b) => b - a);
  const rankOf = new Map<number, number>();
  for (const [index, amount] of amounts.entries()) if (!rankOf.has(amount)) rankOf.set(amount, index + 1);
  return groups.map(({ keys, sums, corrections }) => ({
    key: Object.fromEntries(by.map((dimension, index) => [dimension, keys[index] ?? ""])),
    ...sums,
    label: labelsOf(by, keys, language),
    share: counted.sums.totalFen === 0 ? null : sums.totalFen / counted.sums.totalFen,
    rank: rankOf.get(sums.totalFen) ?? 0,
    previous: before === null ? null : (before.groups.get(keys.join("\n"))?.sums ?? noSums()),
    corrections,
  }));
}

function isShown(counted: CountedTurnover, name: string): boolean {
  const group = counted.groups.get(name);
  return group !== undefined && !isNothing(group.sums);
}

function sumsOf(all: readonly TurnoverSums[]): TurnoverSums {
  return all.reduce(
    (sum, { totalFen, technologyTotalFen, count }) => ({
      totalFen: sum.totalFen + totalFen,
      technologyTotalFen: sum.technologyTotalFen + technologyTotalFen,
      count: sum.count + count,
    }),
    noSums(),
  );
}

/** By the first dimension, then the next; code units, so that every export of the same figures is the same file. */
function byKeys(a: CountedGroup, b: CountedGroup): number {
  const index = a.keys.findIndex((key, position) => key !== b.keys[position]);
  if (index === -1) return 0;
  return (a.keys[index] ?? "") < (b.keys[index] ?? "") ? -1 : 1;
}
