import type { ContractClock } from "@market/shared";
import { useTranslation } from "react-i18next";
import { formatDay } from "../../components/instant.ts";
import { useLanguage } from "../../i18n/use-language.ts";

const LAST_DAYS = 3;

/** How much of the office's time is left, in words; its colour only adds to them. */
export function ClockText({ clock }: { clock: ContractClock }) {
  const { t } = useTranslation("procedure");
  const language = useLanguage();
  const { state, isOverdue, leftWorkingDays, dueOn } = clock;
  if (state === "paused") return <span className="tag">{t("clock.paused")}</span>;
  if (state === "ended") {
    return (
      <span className={isOverdue ? "tag tag--warning" : "tag tag--success"}>
        {t(isOverdue ? "clock.endedLate" : "clock.ended")}
      </span>
    );
  }
  return (
    <span className={toneOf(clock)}>
      {leftOf(isOverdue, leftWorkingDays, t)} · {t("clock.dueOn", { day: formatDay(dueOn, language) })}
    </span>
  );
}

function toneOf({ isOverdue, leftWorkingDays }: ContractClock): string {
  if (isOverdue) return "tag tag--danger";
  return leftWorkingDays <= LAST_DAYS ? "tag tag--warning" : "tag tag--primary";
}

function leftOf(
  isOverdue: boolean,
  leftWorkingDays: number,
  t: ReturnType<typeof useTranslation<"procedure">>["t"],
): string {
  if (!isOverdue)
    return leftWorkingDays === 0 ? t("clock.today") : t("clock.left", { count: leftWorkingDays });
  return leftWorkingDays === 0 ? t("clock.overdueToday") : t("clock.overdue", { count: -leftWorkingDays });
}
