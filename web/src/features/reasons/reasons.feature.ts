import type { Feature } from "../../app/feature.ts";
import type reasonsStrings from "./reasons.zh.json";

declare module "i18next" {
  interface ResourceNamespaceMap {
    reasons: typeof reasonsStrings;
  }
}

export const reasonsFeature: Feature = {
  routes: [
    {
      path: "/admin/reasons",
      access: ["admin"],
      strings: ["reasons"],
      page: () => import("./reasons-page.tsx"),
    },
  ],
  menu: [{ to: "/admin/reasons", label: "reasons", access: ["admin"], group: "work" }],
};
