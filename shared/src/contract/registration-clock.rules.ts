import { needsReview, registrationRules } from "./contract.rules.ts";

/** Which days are worked in China, by the State Council's yearly notice of holidays and make-up workdays. */
export interface WorkdayCalendar {
  isWorkday(day: string): boolean;
  /** The last day whose notice is in the calendar; later days are Mondays to Fridays and no more than a forecast. */
  knownUntil: string;
}

/** Which of the two limits a registration keeps to. */
export type ClockKind = keyof typeof registrationRules.workingDays;

/** The office's time for one contract, as it is kept with it. */
export interface RegistrationClock {
  kind: ClockKind;
  state: "running" | "paused" | "ended";
  /** The day of acceptance, or of the supplement that took its place. */
  startedOn: string;
  /** The last day on which the office is in time. */
  dueOn: string;
  workingDays: number;
  /** The due day lies beyond the announced holidays, so it may move when they are. */
  isProvisional: boolean;
  /** Since when the clock stands still, or `null` while it runs. */
  stoppedOn: string | null;
}

/** What a clock says on a day. */
export interface ClockReading {
  /** Working days from the day after up to and with the due day; below zero, how many it is late. */
  leftWorkingDays: number;
  /** Running and past its due day, or stopped after it. */
  isOverdue: boolean;
}

/** Experts are heard on large contracts and on disputed ones. */
export function clockKindOf(contract: { technologyAmountFen: number; isDisputed: boolean }): ClockKind {
  return needsReview(contract) ? "expert-review" : "examination";
}

/** Starts a clock. The day it starts on is not counted. */
export function startClock(calendar: WorkdayCalendar, kind: ClockKind, startedOn: string): RegistrationClock {
  const workingDays = registrationRules.workingDays[kind];
  const dueOn = addWorkingDays(calendar, startedOn, workingDays);
  return {
    kind,
    state: "running",
    startedOn,
    dueOn,
    workingDays,
    isProvisional: dueOn > calendar.knownUntil,
    stoppedOn: null,
  };
}

/** Stops a running clock: for a supplement, after which it starts anew, or for good. */
export function stopClock(
  clock: RegistrationClock,
  state: "paused" | "ended",
  stoppedOn: string,
): RegistrationClock {
  return { ...clock, state, stoppedOn: clock.stoppedOn ?? stoppedOn };
}

export function readClock(
  calendar: WorkdayCalendar,
  clock: Pick<RegistrationClock, "dueOn" | "stoppedOn">,
  today: string,
): ClockReading {
  const asOf = clock.stoppedOn ?? today;
  const isOverdue = asOf > clock.dueOn;
  return {
    leftWorkingDays: isOverdue
      ? // Not `-0` where only days off lie between.
        0 - countWorkingDays(calendar, clock.dueOn, asOf)
      : countWorkingDays(calendar, asOf, clock.dueOn),
    isOverdue,
  };
}

/** The `count`th working day after a day. */
function addWorkingDays(calendar: WorkdayCalendar, from: string, count: number): string {
  let day = from;
  for (let counted = 0; counted < count; ) {
    day = nextDay(day);
    if (calendar.isWorkday(day)) counted += 1;
  }
  return day;
}

/** How many working days lie after `from`, up to and with `to`. */
function countWorkingDays(calendar: WorkdayCalendar, from: string, to: string): number {
  let count = 0;
  for (let day = nextDay(from); day <= to; day = nextDay(day)) {
    if (calendar.isWorkday(day)) count += 1;
  }
  return count;
}

function nextDay(day: string): string {
  const instant = new Date(`${day}T00:00:00.000Z`);
  instant.setUTCDate(instant.getUTCDate() + 1);
  return instant.toISOString().slice(0, 10);
}
