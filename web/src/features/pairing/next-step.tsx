import { dayOf, type NextStep as NextStepOf, plannableStatuses } from "@market/shared";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useSession } from "../../app/session.ts";
import { DayText } from "../../components/instant-text.tsx";
import { ProblemAlert } from "../../components/problem-alert.tsx";
import { NextStepDialog } from "./next-step-dialog.tsx";
import { useChangeNextStep } from "./pairing-api.ts";

interface NextStepProps {
  pairing: {
    id: string;
    status: string;
    nextStep: NextStepOf | null;
    broker?: { id: string } | null;
  };
}

/** What comes next in a deal and by when; its broker may set it, change it and say that it is done. */
export function NextStep({ pairing: { id, status, nextStep, broker } }: NextStepProps) {
  const { t } = useTranslation("pairing");
  const person = useSession();
  const [isAsking, setAsking] = useState(false);
  const finish = useChangeNextStep(id);
  const isOpen = (plannableStatuses as readonly string[]).includes(status);
  const isOwn = isOpen && (broker === undefined || broker?.id === person?.id);
  if (nextStep === null && !isOwn) return null;
  const isOverdue = nextStep !== null && nextStep.dueOn < dayOf(new Date());

  return (
    <div className={isOverdue ? "next-step next-step--overdue" : "next-step"}>
      {nextStep === null ? (
        <span className="muted">{t("pipeline.noStep")}</span>
      ) : (
        <span>
          {isOverdue && <span className="tag tag--danger">{t("pipeline.overdueTag")}</span>} {nextStep.text}{" "}
          <span className="muted">
            <DayText day={nextStep.dueOn} />
          </span>
        </span>
      )}
      {isOwn && (
        <span className="row">
          <Button size="small" onClick={() => setAsking(true)}>
            {t(nextStep === null ? "pipeline.plan" : "pipeline.replan")}
          </Button>
          {nextStep !== null && (
            <Button
              size="small"
              aria-label={t("pipeline.finishNamed", { text: nextStep.text })}
              loading={finish.isPending}
              onClick={() => finish.mutate(null)}
            >
              {t("pipeline.finish")}
            </Button>
          )}
        </span>
      )}
      {finish.isError && <ProblemAlert error={finish.error} />}
      {isAsking && <NextStepDialog id={id} nextStep={nextStep} onClose={() => setAsking(false)} />}
    </div>
  );
}
