import { cooperation, fields, type Objection } from "@market/shared";
import { useTranslation } from "react-i18next";
import { formatFen } from "../../components/money.ts";
import { useLanguage } from "../../i18n/use-language.ts";
import { useVocabulary } from "../../i18n/use-vocabulary.ts";

/** What speaks against a pairing, so that nobody learns of it at the table. */
export function Objections({ against }: { against: readonly Objection[] }) {
  const { t } = useTranslation("pairing");
  const wordsOf = useObjectionWords();
  if (against.length === 0) return null;
  return (
    <section className="alert alert--warning">
      <h3>{t("against.title")}</h3>
      <ul>
        {against.map(({ code, demand, result }) => (
          <li key={code}>
            {t(`against.${code}`, { demand: wordsOf(code, demand), result: wordsOf(code, result) })}
          </li>
        ))}
      </ul>
    </section>
  );
}

const LIST_SEPARATOR = "、";

/** One of the two values that clash, in the reader's language: an amount, a list of ways, an industry, a level. */
function useObjectionWords(): (code: Objection["code"], value: string) => string {
  const language = useLanguage();
  const wayOf = useVocabulary(cooperation).labelOf;
  const fieldOf = useVocabulary(fields).labelOf;
  return (code, value) => {
    switch (code) {
      case "readiness-short":
        return value;
      case "price-above-budget":
        return formatFen(Number(value), language);
      case "no-common-cooperation":
        return value
          .split(LIST_SEPARATOR)
          .map(wayOf)
          .join(language === "zh" ? LIST_SEPARATOR : ", ");
      case "other-field":
        return fieldOf(value);
      default:
        return code satisfies never;
    }
  };
}
