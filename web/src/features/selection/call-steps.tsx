import type { SelectionCall } from "@market/shared";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { DayText, InstantText } from "../../components/instant-text.tsx";
import "./selection.css";

const steps = ["open", "reviewing", "announced", "released"] as const;

/** 征集 → 评审 → 公示 → 发布: where a call stands, with each step's days. */
export function CallSteps({ call }: { call: SelectionCall }) {
  const { t } = useTranslation("selection");
  const current = (steps as readonly string[]).indexOf(call.status);
  const days: Record<(typeof steps)[number], ReactNode> = {
    open: (
      <>
        <DayText day={call.nominationsOpenOn} /> – <DayText day={call.nominationsCloseOn} />
      </>
    ),
    reviewing: (
      <>
        {t("until")} <DayText day={call.reviewUntil} />
      </>
    ),
    announced:
      call.comments === null ? (
        t("commentDaysOf", { count: call.commentDays })
      ) : (
        <>
          <DayText day={call.comments.startsOn} /> – <DayText day={call.comments.endsOn} />
        </>
      ),
    released:
      call.releasedAt === null ? (
        <>
          {t("planned")} <DayText day={call.plannedReleaseOn} />
        </>
      ) : (
        <InstantText at={call.releasedAt} form="day" />
      ),
  };
  return (
    <ol className="call-steps" aria-label={t("stepsLabel")}>
      {steps.map((step, index) => (
        <li
          key={step}
          className={
            index < current || call.status === "released"
              ? "call-step call-step--done"
              : index === current
                ? "call-step call-step--current"
                : "call-step"
          }
          aria-current={index === current ? "step" : undefined}
        >
          <strong>{t(`step.${step}`)}</strong>
          <span className="muted">{days[step]}</span>
        </li>
      ))}
    </ol>
  );
}
