import type { Pairing } from "@market/shared";
import { fields } from "@market/shared";
import { useTranslation } from "react-i18next";
import { AgeText } from "../../components/instant-text.tsx";
import { useVocabulary } from "../../i18n/use-vocabulary.ts";
import { PairingScore } from "./pairing-score.tsx";
import { PairingStatusTag } from "./pairing-status-tag.tsx";
import "./pairing.css";

interface PairingRowProps {
  pairing: Pairing;
  /** Whether its reader has an unread notification of it. */
  isNew: boolean;
}

/** A pairing in a list: its score, both titles, field, state and age. */
export function PairingRow({ pairing, isNew }: PairingRowProps) {
  const { t } = useTranslation("pairing");
  const { labelOf } = useVocabulary(fields);
  const { demand, result } = pairing;
  const shownFields = [...new Set([demand.field, result.field].filter((field) => field !== undefined))];
  return (
    <span className="pairing-row">
      <PairingScore score={pairing.score} />
      <span className="pairing-row__text">
        <span className="pairing-row__title">
          <span className="side side--demand">{t("demandShort")}</span>
          {demand.title ?? t("hiddenDemand")}
        </span>
        <span className="pairing-row__title">
          <span className="side side--result">{t("resultShort")}</span>
          {result.title ?? t("hiddenResult")}
        </span>
        <span className="pairing-row__facts">
          {isNew && <span className="tag tag--accent">{t("new")}</span>}
          <PairingStatusTag status={pairing.status} />
          {shownFields.map((field) => (
            <span key={field}>{labelOf(field)}</span>
          ))}
          {pairing.broker !== null && <span>{pairing.broker.name}</span>}
          <AgeText at={pairing.createdAt} />
        </span>
      </span>
    </span>
  );
}
