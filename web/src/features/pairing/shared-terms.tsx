import type { PairingEvidence } from "@market/shared";
import { useTranslation } from "react-i18next";

/** Terms that stand in both texts; the rarer a term, the more it counts. */
export function SharedTerms({ terms }: { terms: PairingEvidence["terms"] }) {
  const { t } = useTranslation("pairing");
  if (terms.length === 0) return null;
  return (
    <section>
      <h2>{t("terms.title")}</h2>
      <ul className="plain-list row">
        {terms.map(({ term, weight }) => (
          <li
            key={term}
            className="tag tag--primary"
            title={t("terms.rarity", { weight: weight.toFixed(2) })}
          >
            {term}
            <span className="shared-term__weight">{weight.toFixed(2)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
