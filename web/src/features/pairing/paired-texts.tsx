import { districts, fields, type Pairing } from "@market/shared";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { MoneyText } from "../../components/money-text.tsx";
import { useVocabulary } from "../../i18n/use-vocabulary.ts";
import { ContactText } from "../publication/contact-text.tsx";

/** The need and the result side by side, as far as the reader may see them. */
export function PairedTexts({ pairing: { demand, result } }: { pairing: Pairing }) {
  const { t } = useTranslation("pairing");
  return (
    <div className="pairing-texts">
      <PairedText
        kind="demand"
        text={demand}
        facts={[
          [
            t("budget"),
            demand.budgetFen === undefined ? null : <MoneyText key="budget" fen={demand.budgetFen} />,
          ],
          [t("minTrl"), demand.minTrl === undefined ? null : `TRL ${demand.minTrl}`],
        ]}
      />
      <PairedText
        kind="result"
        text={result}
        facts={[
          [
            t("price"),
            result.priceFen === undefined ? null : <MoneyText key="price" fen={result.priceFen} />,
          ],
          [t("trl"), result.trl === undefined ? null : `TRL ${result.trl}`],
        ]}
      />
    </div>
  );
}

interface PairedTextProps {
  kind: "demand" | "result";
  text: Pairing["demand"] | Pairing["result"];
  facts: [label: string, value: ReactNode][];
}

function PairedText({ kind, text, facts }: PairedTextProps) {
  const { t } = useTranslation("pairing");
  const fieldOf = useVocabulary(fields).labelOf;
  const districtOf = useVocabulary(districts).labelOf;
  const shownFacts = facts.filter(([, value]) => value !== null);
  return (
    <section className={`pairing-text pairing-text--${kind}`}>
      <h2 className={`side side--${kind}`}>{t(kind)}</h2>
      {text.isHidden ? (
        <p className="muted">{t("hiddenText")}</p>
      ) : (
        <>
          <p className="pairing-text__title">
            <Link to={`/${kind}s/${text.id}`}>{text.title}</Link>
          </p>
          {text.organisation !== null && (
            <p>
              {text.organisation.name}
              <span className="muted"> · {districtOf(text.organisation.district)}</span>
              {text.organisation.verified && <span className="tag tag--success">{t("verified")}</span>}
            </p>
          )}
          <dl className="facts">
            {text.field !== undefined && (
              <>
                <dt>{t("field")}</dt>
                <dd>{fieldOf(text.field)}</dd>
              </>
            )}
            {shownFacts.map(([label, value]) => (
              <div key={label} className="facts__pair">
                <dt>{label}</dt>
                <dd>{value}</dd>
              </div>
            ))}
            {text.contact !== undefined && (
              <>
                <dt>{t("contact")}</dt>
                <dd>
                  <ContactText contact={text.contact} />
                </dd>
              </>
            )}
          </dl>
        </>
      )}
    </section>
  );
}
