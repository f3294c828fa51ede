import { useLanguage } from "../i18n/use-language.ts";
import { formatAge, formatDay, formatInstant, type InstantForm } from "./instant.ts";

/** An instant by the city's clock. */
export function InstantText({ at, form = "minute" }: { at: string; form?: InstantForm }) {
  const language = useLanguage();
  return (
    <time className="number" dateTime={at}>
      {formatInstant(at, form, language)}
    </time>
  );
}

/** A day of the city's calendar. */
export function DayText({ day }: { day: string }) {
  const language = useLanguage();
  return (
    <time className="number" dateTime={day}>
      {formatDay(day, language)}
    </time>
  );
}

/** How long ago an instant was while that is telling, then its day; exact on hover. */
export function AgeText({ at }: { at: string }) {
  const language = useLanguage();
  return (
    <time className="number" dateTime={at} title={formatInstant(at, "minute", language)}>
      {formatAge(at, new Date(), language) ?? formatInstant(at, "day", language)}
    </time>
  );
}
