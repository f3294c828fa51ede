import {
  countsOn,
  dayOfLine,
  isInsideLine,
  type TurnoverSums,
  timeDimensions,
  turnoverKeyOf,
  yearAfter,
} from "@market/shared";
import type { CountedLine } from "./turnover-ledger.ts";
import type { TurnoverQuestion } from "./turnover-question.ts";

/** A group's sums, and what of them corrections brought about. */
export interface CountedGroup {
  keys: string[];
  sums: TurnoverSums;
  corrections: TurnoverSums;
}

export interface CountedTurnover extends Pick<CountedGroup, "sums" | "corrections"> {
  /** Of the sums, what counts on the other basis too. */
  inside: TurnoverSums;
  groups: Map<string, CountedGroup>;
}

const isTimeDimension = (dimension: string): boolean =>
  (timeDimensions as readonly string[]).includes(dimension);

/** Says of a line whether a question is about it. */
export function lineFilter(question: TurnoverQuestion): (line: CountedLine) => boolean {
  const { from, to, basis, date, keys = [], brokerId } = question;
  const asOf = question.asOf.getTime();
  return (line) => {
    if (line.at > asOf || !countsOn(basis, line)) return false;
    if (brokerId !== undefined && line.brokerId !== brokerId) return false;
    const day = dayOfLine(line, date);
    if ((from !== null && day < from) || (to !== null && day > to)) return false;
    return keys.every(({ dimension, key }) => turnoverKeyOf(dimension, line, day, basis) === key);
  };
}

/**
 * Adds lines up, exact to the 分: amounts are whole numbers far below 2^53. With `isYearBefore` the keys of time are
 * those of a year later, under which the sums are compared.
 */
export function countLines(
  lines: readonly CountedLine[],
  question: TurnoverQuestion,
  { isYearBefore = false } = {},
): CountedTurnover {
  const { basis, date, by } = question;
  const counted: CountedTurnover = {
    sums: noSums(),
    corrections: noSums(),
    inside: noSums(),
    groups: new Map(),
  };
  const isAskedFor = lineFilter(question);
  for (const line of lines) {
    if (!isAskedFor(line)) continue;
    add(counted.sums, line);
    if (isInsideLine(line)) add(counted.inside, line);
    if (line.kind !== "registration") add(counted.corrections, line);
    if (by.length === 0) continue;
    const day = dayOfLine(line, date);
    const keys = by.map((dimension) => {
      const key = turnoverKeyOf(dimension, line, day, basis);
      return isYearBefore && isTimeDimension(dimension) ? yearAfter(key) : key;
    });
    const name = keys.join("\n");
    let group = counted.groups.get(name);
    if (group === undefined) {
      group = { keys, sums: noSums(), corrections: noSums() };
      counted.groups.set(name, group);
    }
    add(group.sums, line);
    if (line.kind !== "registration") add(group.corrections, line);
  }
  return counted;
}

export function noSums(): TurnoverSums {
  return { totalFen: 0, technologyTotalFen: 0, count: 0 };
}

export function isNothing({ totalFen, technologyTotalFen, count }: TurnoverSums): boolean {
  return totalFen === 0 && technologyTotalFen === 0 && count === 0;
}

function add(sums: TurnoverSums, { sign, amountFen, technologyAmountFen }: CountedLine): void {
  sums.totalFen += sign * amountFen;
  sums.technologyTotalFen += sign * technologyAmountFen;
  sums.count += sign;
}
