import { cooperation, fields, type Result, textPathOf } from "@market/shared";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { HighlightedText } from "../../components/highlighted-text.tsx";
import { MoneyText } from "../../components/money-text.tsx";
import { useVocabulary } from "../../i18n/use-vocabulary.ts";

/** A result in a list, with the words a search matched. */
export function ResultCard({ result }: { result: Result }) {
  const { t } = useTranslation("result");
  const fieldOf = useVocabulary(fields).labelOf;
  const cooperationOf = useVocabulary(cooperation).labelOf;
  return (
    <article className="card publication-card">
      <h2>
        <Link to={textPathOf("results", result)}>
          <HighlightedText text={result.title} highlight={result.highlights?.title} />
        </Link>
      </h2>
      <p className="publication-card__text">
        <HighlightedText text={result.summary} highlight={result.highlights?.summary} />
      </p>
      <div className="row">
        {result.selection?.state === "selected" && <span className="tag tag--accent">{t("goodBadge")}</span>}
        <span className="tag tag--primary">{fieldOf(result.field)}</span>
        <span className="tag">TRL {result.trl}</span>
        <span className="muted">{result.cooperation.map(cooperationOf).join(" · ")}</span>
      </div>
      <div className="row publication-card__foot">
        <span className="muted">{result.organisation.name}</span>
        <strong>
          <MoneyText fen={result.priceFen} />
        </strong>
      </div>
    </article>
  );
}
