import { createRoot } from "react-dom/client";
import "./app/global.css";
import { Providers } from "./app/providers.tsx";
import { applyTheme } from "./app/theme.ts";
import { initI18n } from "./i18n/i18n.ts";
import { languageTags, loadLanguage } from "./i18n/language.ts";

const root = document.getElementById("root");
if (root === null) throw new Error("index.html has no #root");

applyTheme(document.documentElement);
document.documentElement.lang = languageTags[loadLanguage()];
await initI18n();
createRoot(root).render(<Providers />);
