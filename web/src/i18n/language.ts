export type Language = "zh" | "en";

const STORAGE_KEY = "market.language";

/** The language's BCP 47 tag, for `lang` attributes and number formats. */
export const languageTags: Record<Language, string> = { zh: "zh-CN", en: "en-GB" };

/** The visitor's last choice, else Chinese. */
export function loadLanguage(): Language {
  return localStorage.getItem(STORAGE_KEY) === "en" ? "en" : "zh";
}

export function saveLanguage(language: Language): void {
  localStorage.setItem(STORAGE_KEY, language);
}
