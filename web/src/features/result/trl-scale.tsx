import { trlLevels } from "@market/shared";
import { useTranslation } from "react-i18next";
import { useVocabulary } from "../../i18n/use-vocabulary.ts";
import "./trl-scale.css";

/** A level of readiness on its scale of nine, with what it means. */
export function TrlScale({ level }: { level: number }) {
  const { t } = useTranslation("result");
  const { labelOf } = useVocabulary(trlLevels);
  return (
    <div className="trl">
      <div>
        <strong>TRL {level}</strong> · {labelOf(String(level))}
      </div>
      <div className="trl__steps" aria-hidden="true">
        {trlLevels.entries.map(({ code }) => (
          <span key={code} className={Number(code) <= level ? "trl__step trl__step--reached" : "trl__step"} />
        ))}
      </div>
      <div className="muted trl__source">{t("trlSource")}</div>
    </div>
  );
}
