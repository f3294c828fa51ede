import type { Pairing } from "@market/shared";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useLanguage } from "../../i18n/use-language.ts";
import { useEvidenceWords } from "./evidence-words.ts";
import { wordedReasonsQuery } from "./pairing-api.ts";
import { reasonsOf } from "./reason-sentences.ts";

/** Why two texts were paired: a sentence a factor, and above them a chat model's words where there are any. */
export function Reasons({ pairing }: { pairing: Pairing }) {
  const { t } = useTranslation("pairing");
  const wordsOf = useEvidenceWords();
  const reasons = reasonsOf(pairing.factors);
  const isReadable = !pairing.demand.isHidden && !pairing.result.isHidden;
  if (!isReadable) return null;
  return (
    <section>
      <h2>{t("reasons.title")}</h2>
      <WordedReasons pairing={pairing} />
      <ul className="plain-list reasons">
        {reasons.map(({ factor, tone, evidence }) => (
          <li key={factor} className={`reasons__item reasons__item--${tone}`}>
            {t(`reasons.${factor}.${tone}`, {
              evidence: evidence === "" ? "" : wordsOf(factor, evidence),
              defaultValue: t(`reasons.${factor}.partly`, { evidence }),
            })}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The model is asked in the language of the texts only: words of another could not be checked against them. */
function WordedReasons({ pairing }: { pairing: Pairing }) {
  const { t } = useTranslation("pairing");
  const isChinese = useLanguage() === "zh";
  const worded = useQuery({ ...wordedReasonsQuery(pairing), enabled: isChinese });
  if (!isChinese || worded.data?.state !== "worded") return null;
  return (
    <div className="reasons__worded">
      {worded.data.sentences.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      <p className="muted">{t("reasons.wordedBy", { model: worded.data.model })}</p>
    </div>
  );
}
