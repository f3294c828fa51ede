import { useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import "./live.css";
import { readLiveState, subscribeToLiveState } from "./live-state.ts";

/** How the live connection stands: a quiet dot while all is well, a word beside it when not. */
export function LiveIndicator() {
  const { t } = useTranslation("live");
  const state = useSyncExternalStore(subscribeToLiveState, readLiveState);
  return (
    <span className={`live live--${state}`} role="status" title={t(`state.${state}`)}>
      <span className="live__dot" aria-hidden="true" />
      {(state === "reconnecting" || state === "offline") && (
        <span className="live__word" aria-hidden="true">
          {t(`short.${state}`)}
        </span>
      )}
      <span className="visually-hidden">{t(`state.${state}`)}</span>
    </span>
  );
}
