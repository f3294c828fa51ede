import { useTranslation } from "react-i18next";
import { type Language, languageTags } from "../i18n/language.ts";
import { switchLanguage, useLanguage } from "../i18n/use-language.ts";

const names: Record<Language, string> = { zh: "中文", en: "English" };

/** A button to the other language, named in it. */
export function LanguageSwitch() {
  const { t } = useTranslation();
  const other: Language = useLanguage() === "zh" ? "en" : "zh";
  return (
    <button
      type="button"
      className="text-button"
      lang={languageTags[other]}
      title={t("language")}
      onClick={() => void switchLanguage(other)}
    >
      {names[other]}
    </button>
  );
}
