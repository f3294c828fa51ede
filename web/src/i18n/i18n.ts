import { createInstance } from "i18next";
import { initReactI18next } from "react-i18next";
import type appStrings from "../app/app.zh.json";
import { loadLanguage } from "./language.ts";
import { stringLoaders } from "./string-loaders.ts";

// Keys are checked against the Chinese file. A feature adds its namespace to the map in its own `x.feature.ts`.
declare module "i18next" {
  interface CustomTypeOptions {
    defaultNS: "app";
    returnNull: false;
  }
  interface ResourceNamespaceMap {
    app: typeof appStrings;
  }
}

export const i18n = createInstance();

/** Makes ready the language of the visitor's last choice; strings of features follow with the pages that need them. */
export async function initI18n(): Promise<void> {
  await i18n
    .use({
      type: "backend" as const,
      init() {},
      async read(language: string, namespace: string) {
        const load = stringLoaders[`${namespace}.${language}`];
        if (load === undefined) throw new Error(`no strings for ${namespace} in ${language}`);
        return load();
      },
    })
    .use(initReactI18next)
    .init({
      lng: loadLanguage(),
      // Both languages have the same keys (a test holds them to it), so nothing else need be loaded to fall back on.
      fallbackLng: false,
      ns: ["app"],
      defaultNS: "app",
      interpolation: { escapeValue: false },
      returnNull: false,
    });
}
