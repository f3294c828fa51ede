import type { Learning } from "@market/shared";
import { App, Button } from "antd";
import { useTranslation } from "react-i18next";
import { InstantText } from "../../components/instant-text.tsx";
import { useFitWeights } from "./matching-api.ts";

/** How the last attempt to learn ended, and the button for another. */
export function LearningCard({ learning }: { learning: Learning }) {
  const { t } = useTranslation("matching");
  const { message } = App.useApp();
  const fit = useFitWeights();
  const { requestedAt, endedAt, outcome, version } = learning;
  const isRunning = requestedAt !== null;
  return (
    <section className="card">
      <h2>{t("learning.title")}</h2>
      <p className="muted">{t("learning.hint")}</p>
      <p>
        {outcome === null ? t("learning.never") : t(`learning.outcomeOf.${outcome}`)}
        {version !== null && <code> {version}</code>}
        {endedAt !== null && (
          <span className="muted">
            {" · "}
            <InstantText at={endedAt} />
          </span>
        )}
      </p>
      <Button
        disabled={isRunning}
        loading={fit.isPending}
        onClick={() =>
          fit.mutate(undefined, {
            onSuccess: () => void message.success(t("learning.started")),
            onError: (error) => void message.error(error.message),
          })
        }
      >
        {isRunning ? t("learning.running") : t("learning.start")}
      </Button>
    </section>
  );
}
