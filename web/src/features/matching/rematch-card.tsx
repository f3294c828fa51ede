import type { Rematch } from "@market/shared";
import { App, Progress } from "antd";
import { useTranslation } from "react-i18next";
import { ConfirmButton } from "../../components/confirm-button.tsx";
import { InstantText } from "../../components/instant-text.tsx";
import { useRematch } from "./matching-api.ts";
import { percentOf, stageOf } from "./rematch-progress.ts";

/** How far matching everything anew has come, and the button that begins it. */
export function RematchCard({ rematch, asOf }: { rematch: Rematch | null; asOf: string }) {
  const { t } = useTranslation("matching");
  const { message } = App.useApp();
  const start = useRematch();
  const isUnderWay = rematch !== null && rematch.finishedAt === null;
  return (
    <section className="card">
      <h2>{t("rematch.title")}</h2>
      <p className="muted">{t("rematch.hint")}</p>
      {rematch === null ? <p>{t("rematch.none")}</p> : <RematchProgress rematch={rematch} asOf={asOf} />}
      <ConfirmButton
        question={t("rematch.question")}
        consequence={t("rematch.consequence")}
        disabled={isUnderWay}
        loading={start.isPending}
        onConfirm={() =>
          start.mutate(undefined, {
            onSuccess: () => void message.success(t("rematch.started")),
            onError: (error) => void message.error(error.message),
          })
        }
      >
        {t("rematch.start")}
      </ConfirmButton>
    </section>
  );
}

function RematchProgress({ rematch, asOf }: { rematch: Rematch; asOf: string }) {
  const { t } = useTranslation("matching");
  const { done, failed, total, perSecond, finishedAt } = rematch;
  return (
    <>
      <Progress percent={percentOf(rematch)} aria-label={t("rematch.progress")} />
      <p>
        {t(`rematch.${stageOf(rematch, asOf)}`)} {finishedAt !== null && <InstantText at={finishedAt} />}
        {total > 0 && (
          <span className="number">
            {" · "}
            {t("rematch.counts", { done, total })}
          </span>
        )}
        {perSecond !== null && (
          <span className="number">
            {" · "}
            {t("rematch.rate", { rate: perSecond.toFixed(1) })}
          </span>
        )}
      </p>
      {failed > 0 && <p className="tag tag--danger">{t("rematch.failed", { count: failed })}</p>}
    </>
  );
}
