import { type HistoryEntry, roles } from "@market/shared";
import { useTranslation } from "react-i18next";
import { useVocabulary } from "../i18n/use-vocabulary.ts";
import "./history-timeline.css";
import { InstantText } from "./instant-text.tsx";

interface HistoryTimelineProps {
  entries: readonly HistoryEntry[];
  /** What an act is called, in the past. */
  actLabel: (act: string) => string;
  reasonLabel?: (reason: string) => string;
}

/** A record's life, the latest step first: what was done, by whom, when, and the words that went with it. */
export function HistoryTimeline({ entries, actLabel, reasonLabel }: HistoryTimelineProps) {
  const { t } = useTranslation();
  const roleOf = useVocabulary(roles).labelOf;
  return (
    <ol className="history">
      {entries.toReversed().map(({ at, actor, act, note, reason }) => (
        <li key={`${at} ${act}`} className="history__entry">
          <span className="history__act">{actLabel(act)}</span>
          <span className="muted">
            {actor.role === "system" ? t("system") : `${actor.name} · ${roleOf(actor.role)}`}
            {" · "}
            <InstantText at={at} />
          </span>
          {reason !== undefined && (
            <span>
              <span className="tag">{reasonLabel?.(reason) ?? reason}</span>
            </span>
          )}
          {note !== null && note !== "" && <span className="prose history__note">{note}</span>}
        </li>
      ))}
    </ol>
  );
}
