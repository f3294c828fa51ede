import { useTranslation } from "react-i18next";
import { daysUntil } from "../../components/instant.ts";
import { DayText } from "../../components/instant-text.tsx";

/** A demand's last day and how far off it is. */
export function DeadlineText({ day }: { day: string }) {
  const { t } = useTranslation("demand");
  const days = daysUntil(day);
  return (
    <span>
      <DayText day={day} />{" "}
      <span className="muted">
        {days > 0 ? t("daysLeft", { count: days }) : t(days === 0 ? "lastDay" : "past")}
      </span>
    </span>
  );
}
