import type { SelectionCall } from "@market/shared";
import { App, Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { ButtonLink } from "../../components/button-link.tsx";
import { ConfirmButton } from "../../components/confirm-button.tsx";
import { today } from "../../components/instant.ts";
import { ReasonDialog } from "./reason-dialog.tsx";
import { type CallAct, useCallAct, useDeleteCall } from "./selection-api.ts";

const forward: Partial<Record<SelectionCall["status"], CallAct>> = {
  draft: "open",
  open: "review",
  reviewing: "announce",
  announced: "release",
};

/** What the office can do with a call at its present step. */
export function CallActs({ call }: { call: SelectionCall }) {
  const { t } = useTranslation(["selection", "app"]);
  const { message } = App.useApp();
  const navigate = useNavigate();
  const [reasonFor, setReasonFor] = useState<CallAct | null>(null);
  const { mutate, isPending, error, reset } = useCallAct(call.id);
  const remove = useDeleteCall(call.id);
  const next = forward[call.status];
  // Ending nominations before their last day owes the institutions a reason.
  const isEarly = next === "review" && today() <= call.nominationsCloseOn;

  const run = (act: CallAct, reason?: string) =>
    mutate(
      { act, reason },
      {
        onSuccess: () => {
          void message.success(t(`done.${act}`));
          setReasonFor(null);
        },
        onError: (problem) => {
          if (reasonFor === null) void message.error(problem.message);
        },
      },
    );
  return (
    <>
      {(call.status === "draft" || call.status === "open" || call.status === "reviewing") && (
        <ButtonLink to={`/selection/${call.id}/edit`}>{t("app:edit")}</ButtonLink>
      )}
      {call.status === "draft" && (
        <ConfirmButton
          danger
          question={t("ask.delete")}
          onConfirm={() =>
            remove.mutate(undefined, {
              onSuccess: () => void navigate("/selection"),
              onError: (problem) => void message.error(problem.message),
            })
          }
        >
          {t("app:delete")}
        </ConfirmButton>
      )}
      {(call.status === "open" || call.status === "reviewing") && (
        <Button danger onClick={() => setReasonFor("cancel")}>
          {t("do.cancel")}
        </Button>
      )}
      {next !== undefined &&
        (isEarly ? (
          <Button type="primary" onClick={() => setReasonFor(next)}>
            {t(`do.${next}`)}
          </Button>
        ) : (
          <ConfirmButton
            type="primary"
            question={t(`do.${next}`)}
            consequence={t(`consequence.${next}`)}
            loading={isPending}
            onConfirm={() => run(next)}
          >
            {t(`do.${next}`)}
          </ConfirmButton>
        ))}
      {reasonFor !== null && (
        <ReasonDialog
          title={t(`do.${reasonFor}`)}
          hint={t(reasonFor === "cancel" ? "consequence.cancel" : "consequence.reviewEarly")}
          label={t("reason")}
          error={error}
          isSending={isPending}
          onSend={(reason) => run(reasonFor, reason)}
          onClose={() => {
            setReasonFor(null);
            reset();
          }}
        />
      )}
    </>
  );
}
