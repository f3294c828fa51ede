import type { Language } from "../i18n/language.ts";

// The city's clock, wherever the reader sits: deadlines and registration days are kept by it.
const TIME_ZONE = "Asia/Shanghai";

export type InstantForm = "day" | "minute";

/** An instant (ISO 8601) by the city's clock, to the day or to the minute: `2026-03-01 09:30`. */
export function formatInstant(instant: string, form: InstantForm, language: Language): string {
  const date = new Date(instant);
  if (language === "en") {
    return date.toLocaleString("en-GB", {
      timeZone: TIME_ZONE,
      dateStyle: "medium",
      ...(form === "minute" && { timeStyle: "short" }),
    });
  }
  // The Swedish form is ISO 8601's, which is how dates are written in Chinese offices.
  const text = date.toLocaleString("sv-SE", { timeZone: TIME_ZONE, dateStyle: "short", timeStyle: "short" });
  return form === "day" ? text.slice(0, 10) : text;
}

/** A day (`YYYY-MM-DD`) as its language writes it. */
export function formatDay(day: string, language: Language): string {
  return formatInstant(`${day}T04:00:00.000Z`, "day", language);
}

const AGE_UNITS = [
  { unit: "day", ms: 86_400_000 },
  { unit: "hour", ms: 3_600_000 },
  { unit: "minute", ms: 60_000 },
] as const;
const OLDEST_AGE_MS = 7 * 86_400_000;

/** How long ago an instant was, in the largest whole unit: `5分钟前`; `null` for what is a week old or more. */
export function formatAge(instant: string, now: Date, language: Language): string | null {
  const age = Math.max(0, now.getTime() - Date.parse(instant));
  if (age >= OLDEST_AGE_MS) return null;
  const { unit, ms } = AGE_UNITS.find((known) => age >= known.ms) ?? { unit: "second", ms: 1000 };
  const format = new Intl.RelativeTimeFormat(language === "zh" ? "zh-CN" : "en-GB", { numeric: "auto" });
  // Less than a minute is "now" rather than a number that would have to be counted up.
  return format.format(unit === "second" ? 0 : -Math.floor(age / ms), unit);
}

/** The city's day today, as `YYYY-MM-DD`. */
export function today(now: Date = new Date()): string {
  return formatInstant(now.toISOString(), "day", "zh");
}

/** Whole days from today to a day, by the city's calendar; negative once it is past. */
export function daysUntil(day: string, now: Date = new Date()): number {
  return Math.round((Date.parse(day) - Date.parse(today(now))) / 86_400_000);
}
