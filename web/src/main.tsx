import { createRoot } from "react-dom/client";
import "./app/global.css";
import { Providers } from "./app/providers.tsx";
import { queryClient } from "./app/query-client.ts";
import { sessionQuery } from "./app/session.ts";
import { applyTheme } from "./app/theme.ts";
import { initI18n } from "./i18n/i18n.ts";
import { languageTags, loadLanguage } from "./i18n/language.ts";

const SESSION_WAIT_MS = 800;

const root = document.getElementById("root");
if (root === null) throw new Error("index.html has no #root");

applyTheme(document.documentElement);
document.documentElement.lang = languageTags[loadLanguage()];
// The header shows who is signed in: waiting for that, within reason, spares the page a jump.
await Promise.all([
  initI18n(),
  Promise.race([
    queryClient.prefetchQuery(sessionQuery),
    new Promise((resolve) => setTimeout(resolve, SESSION_WAIT_MS)),
  ]),
]);
createRoot(root).render(<Providers />);
