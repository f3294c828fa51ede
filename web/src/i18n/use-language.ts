import { useTranslation } from "react-i18next";
import { i18n } from "./i18n.ts";
import { type Language, languageTags, saveLanguage } from "./language.ts";

export function useLanguage(): Language {
  return useTranslation().i18n.language === "en" ? "en" : "zh";
}

export async function switchLanguage(language: Language): Promise<void> {
  saveLanguage(language);
  await i18n.changeLanguage(language);
  document.documentElement.lang = languageTags[language];
}
