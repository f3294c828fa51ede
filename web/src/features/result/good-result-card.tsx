import { fields, type Result } from "@market/shared";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useVocabulary } from "../../i18n/use-vocabulary.ts";
import "./good-result-card.css";

/** A selected result as the gallery shows it. */
export function GoodResultCard({ result }: { result: Result }) {
  const { t } = useTranslation("result");
  const fieldOf = useVocabulary(fields).labelOf;
  return (
    <article className="good-result">
      <div className="good-result__band">
        <span>{fieldOf(result.field)}</span>
        <span>{result.selection?.batch ?? t("goodBadge")}</span>
      </div>
      <h3>
        <Link to={`/results/${result.id}`}>{result.title}</Link>
      </h3>
      <p className="good-result__text">{result.advantages || result.summary}</p>
      <p className="good-result__foot muted">
        {result.organisation.name} · TRL {result.trl}
      </p>
    </article>
  );
}
