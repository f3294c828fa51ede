import type { SelectionCall, SelectionObjection } from "@market/shared";
import { App, Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { InstantText } from "../../components/instant-text.tsx";
import { ReasonDialog } from "./reason-dialog.tsx";
import { useAnswer } from "./selection-api.ts";
import "./selection.css";

/** What people have against an announced batch, each to be answered before the release. */
export function ObjectionsCard({ call }: { call: SelectionCall }) {
  const { t } = useTranslation("selection");
  const { message } = App.useApp();
  const [answering, setAnswering] = useState<SelectionObjection | null>(null);
  const answer = useAnswer(call.id);
  return (
    <section className="card">
      <h2>{t("objections")}</h2>
      <ul className="plain-list">
        {(call.objections ?? []).map((objection) => (
          <li key={objection.id} className="objection">
            <span>
              <strong>{objection.name}</strong> <span className="muted">{objection.contact}</span>
            </span>
            <span className="muted">
              <InstantText at={objection.at} />
            </span>
            <div className="prose">{objection.text}</div>
            {objection.answer === null ? (
              call.status === "announced" && (
                <Button type="primary" onClick={() => setAnswering(objection)}>
                  {t("answer")}
                </Button>
              )
            ) : (
              <div className="prose muted">
                {t("answeredBy", { by: objection.answer.by })} {objection.answer.text}
              </div>
            )}
          </li>
        ))}
      </ul>
      {answering !== null && (
        <ReasonDialog
          title={t("answer")}
          hint={answering.text}
          label={t("answerLabel")}
          error={answer.error}
          isSending={answer.isPending}
          onSend={(words) =>
            answer.mutate(
              { objection: answering.id, answer: words },
              {
                onSuccess: () => {
                  void message.success(t("answered"));
                  setAnswering(null);
                },
              },
            )
          }
          onClose={() => setAnswering(null)}
        />
      )}
    </section>
  );
}
