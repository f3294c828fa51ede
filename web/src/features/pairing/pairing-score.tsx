import type { CSSProperties } from "react";
import { useTranslation } from "react-i18next";
import "./pairing.css";

/** A score (0 to 1) as a number of a hundred, with a ring that fills. */
export function PairingScore({ score, isLarge = false }: { score: number; isLarge?: boolean }) {
  const { t } = useTranslation("pairing");
  const percent = Math.round(score * 100);
  return (
    <span
      className={isLarge ? "score score--large" : "score"}
      style={{ "--score": `${percent}%` } as CSSProperties}
      role="img"
      aria-label={t("scoreOf", { percent })}
    >
      <span className="score__number">{percent}</span>
    </span>
  );
}
