import { cooperation, districts, type FactorName, fields, regions } from "@market/shared";
import { useTranslation } from "react-i18next";
import { useVocabulary } from "../../i18n/use-vocabulary.ts";

/** What stands between the values of a factor's evidence, kept where they are put into other words. */
const SEPARATORS = /( \/ |、)/;

/** A factor's evidence in the reader's language: what it holds of code lists is Chinese, the rest is of the texts. */
export function useEvidenceWords(): (factor: FactorName, evidence: string) => string {
  const { t } = useTranslation("pairing");
  const fieldOf = useVocabulary(fields).labelOf;
  const wayOf = useVocabulary(cooperation).labelOf;
  const districtOf = useVocabulary(districts).labelOf;
  const regionOf = useVocabulary(regions).labelOf;
  const translate = (evidence: string, labelOf: (code: string) => string) =>
    evidence.split(SEPARATORS).map(labelOf).join("");
  return (factor, evidence) => {
    switch (factor) {
      case "meaning":
        return t("score.similarity", { similarity: evidence });
      case "field":
        return translate(evidence, fieldOf);
      case "cooperation":
        return translate(evidence, wayOf);
      case "district":
        return translate(evidence, (place) => regionOf(districtOf(place)));
      case "terms":
      case "identifiers":
      case "readiness":
      case "money":
        return evidence;
      default:
        return factor satisfies never;
    }
  };
}
