import { cooperation, type Demand, fields, textPathOf } from "@market/shared";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { HighlightedText } from "../../components/highlighted-text.tsx";
import { MoneyText } from "../../components/money-text.tsx";
import { useVocabulary } from "../../i18n/use-vocabulary.ts";
import { DeadlineText } from "./deadline-text.tsx";

/** A demand in a list, with the words a search matched. */
export function DemandCard({ demand }: { demand: Demand }) {
  const { t } = useTranslation(["demand", "publication"]);
  const fieldOf = useVocabulary(fields).labelOf;
  const cooperationOf = useVocabulary(cooperation).labelOf;
  return (
    <article className="card publication-card">
      <h2>
        <Link to={textPathOf("demands", demand)}>
          <HighlightedText text={demand.title} highlight={demand.highlights?.title} />
        </Link>
      </h2>
      <p className="publication-card__text">
        <HighlightedText text={demand.description} highlight={demand.highlights?.description} />
      </p>
      <div className="row">
        <span className="tag tag--primary">{fieldOf(demand.field)}</span>
        <span className="tag">TRL ≥ {demand.minTrl}</span>
        <span className="muted">{demand.cooperation.map(cooperationOf).join(" · ")}</span>
      </div>
      <div className="row publication-card__foot">
        <span className="row muted">
          {demand.organisation?.name ?? t("publication:organisationHidden")}
          <DeadlineText day={demand.deadline} />
        </span>
        <span>
          <span className="muted">{t("budget")}</span>{" "}
          <strong>
            <MoneyText fen={demand.budgetFen} />
          </strong>
        </span>
      </div>
    </article>
  );
}
