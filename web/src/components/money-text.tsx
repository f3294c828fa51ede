import { useTranslation } from "react-i18next";
import { useLanguage } from "../i18n/use-language.ts";
import { formatFen, formatFenExactly } from "./money.ts";

/** An amount of 分, short; exact on hover. `null` reads 面议, to be agreed. */
export function MoneyText({ fen }: { fen: number | null }) {
  const { t } = useTranslation();
  const language = useLanguage();
  if (fen === null) return <span>{t("negotiable")}</span>;
  return (
    <data className="number" value={fen} title={formatFenExactly(fen, language)}>
      {formatFen(fen, language)}
    </data>
  );
}
