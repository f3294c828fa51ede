import type { HistoryEntry } from "@market/shared";
import { useTranslation } from "react-i18next";
import { InstantText } from "../../components/instant-text.tsx";
import publicationStrings from "./publication.zh.json";

type KnownAct = keyof typeof publicationStrings.historyOf;

function isKnown(act: string): act is KnownAct {
  return act in publicationStrings.historyOf;
}

/** What became of a text, the latest first. */
export function PublicationHistory({ history }: { history: readonly HistoryEntry[] }) {
  const { t } = useTranslation("publication");
  return (
    <ol className="timeline">
      {history.toReversed().map((entry) => (
        <li key={`${entry.at} ${entry.act}`}>
          <strong>{isKnown(entry.act) ? t(`historyOf.${entry.act}`) : entry.act}</strong>
          <div className="muted">
            <InstantText at={entry.at} /> · {entry.actor.role === "system" ? t("system") : entry.actor.name}
          </div>
          {entry.note !== null && <p className="prose">{entry.note}</p>}
        </li>
      ))}
    </ol>
  );
}
