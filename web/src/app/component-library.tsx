import { App, ConfigProvider } from "antd";
import enGB from "antd/locale/en_GB";
import zhCN from "antd/locale/zh_CN";
import dayjs from "dayjs";
import "dayjs/locale/zh-cn";
import "./component-library.css";
import { type ReactNode, useEffect } from "react";
import type { Language } from "../i18n/language.ts";
import { useLanguage } from "../i18n/use-language.ts";
import { componentTheme } from "./theme.ts";

const locales: Record<Language, { antd: typeof zhCN; dayjs: string }> = {
  zh: { antd: zhCN, dayjs: "zh-cn" },
  en: { antd: enGB, dayjs: "en" },
};

/** Gives what stands within it Ant Design, with the market's theme, in the visitor's language. */
export function ComponentLibrary({ children }: { children: ReactNode }) {
  const language = useLanguage();
  useEffect(() => {
    dayjs.locale(locales[language].dayjs);
  }, [language]);
  return (
    <ConfigProvider
      locale={locales[language].antd}
      theme={componentTheme}
      button={{ autoInsertSpace: false }}
      // Code lists are short; drawn whole, a screen reader and the browser's own search see all of them.
      virtual={false}
    >
      <App>{children}</App>
    </ConfigProvider>
  );
}
