import type { Criterion } from "@market/shared";
import { useTranslation } from "react-i18next";
import "./selection.css";

/** The criteria by which a call is judged, each with its share of the score. */
export function CriteriaList({ criteria, scoreMax }: { criteria: readonly Criterion[]; scoreMax: number }) {
  const { t } = useTranslation("selection");
  return (
    <>
      <ul className="plain-list criteria">
        {criteria.map(({ name, weight, hint }) => (
          <li key={name} className="criterion">
            <span>
              <strong>{name}</strong>
              {hint !== undefined && <span className="muted criterion__hint">{hint}</span>}
            </span>
            <span className="number criterion__weight">{weight}%</span>
            <meter className="criterion__bar" min={0} max={100} value={weight} aria-label={name} />
          </li>
        ))}
      </ul>
      <p className="muted">{t("scoreScale", { max: scoreMax })}</p>
    </>
  );
}
