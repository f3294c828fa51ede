import type { PairingEvidence } from "@market/shared";
import { useTranslation } from "react-i18next";

/** The passages of both texts that say alike, the likest first. */
export function PassagePairs({ passages }: { passages: PairingEvidence["passages"] }) {
  const { t } = useTranslation("pairing");
  if (passages.length === 0) return null;
  return (
    <section>
      <h2>{t("passages.title")}</h2>
      <ol className="plain-list passages">
        {passages.map(({ demand, result, similarity }) => (
          <li key={`${demand}\n${result}`} className="passage-pair">
            <figure>
              <figcaption className="side side--demand">{t("demand")}</figcaption>
              <blockquote className="prose">{demand}</blockquote>
            </figure>
            <p className="passage-pair__similarity">
              <span className="muted">{t("passages.similarity")}</span>
              <strong className="number">{similarity.toFixed(2)}</strong>
            </p>
            <figure>
              <figcaption className="side side--result">{t("result")}</figcaption>
              <blockquote className="prose">{result}</blockquote>
            </figure>
          </li>
        ))}
      </ol>
    </section>
  );
}
