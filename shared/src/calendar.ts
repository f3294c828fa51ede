import { Type } from "typebox";

/** A day of the city's calendar, `YYYY-MM-DD` in Asia/Shanghai. */
export const DaySchema = Type.String({ format: "date" });

/** A day, or `null` where none is known. */
export const NullableDaySchema = Type.Unsafe<string | null>({ type: ["string", "null"], format: "date" });

/** A month of the city's calendar, `YYYY-MM` in Asia/Shanghai. */
export const MonthSchema = Type.String({ pattern: "^20\\d{2}-(0[1-9]|1[0-2])$" });

/** An instant, ISO 8601 in UTC. */
export const InstantSchema = Type.String({ format: "date-time" });

export const NullableInstantSchema = Type.Unsafe<string | null>({
  type: ["string", "null"],
  format: "date-time",
});

// China has kept one offset and no daylight saving since 1991, before any record here.
const SHANGHAI_OFFSET_MS = 8 * 60 * 60 * 1000;
const DAY_MS = 24 * 60 * 60 * 1000;

/** The day in Asia/Shanghai on which an instant falls. */
export function dayOf(instant: Date): string {
  return new Date(instant.getTime() + SHANGHAI_OFFSET_MS).toISOString().slice(0, 10);
}

/** The month in Asia/Shanghai in which an instant falls, `YYYY-MM`. */
export function monthOf(instant: Date): string {
  return dayOf(instant).slice(0, "YYYY-MM".length);
}

/** The year in Asia/Shanghai in which an instant falls. */
export function yearOf(instant: Date): number {
  return Number(dayOf(instant).slice(0, 4));
}

/** The first instant of a day in Asia/Shanghai. */
export function startOfDay(day: string): Date {
  return new Date(Date.parse(`${day}T00:00:00.000Z`) - SHANGHAI_OFFSET_MS);
}

/** The first instant after a day in Asia/Shanghai: the exclusive end of an inclusive range. */
export function endOfDay(day: string): Date {
  return new Date(startOfDay(day).getTime() + DAY_MS);
}
