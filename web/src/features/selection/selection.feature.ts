import type { Feature } from "../../app/feature.ts";
import type selectionStrings from "./selection.zh.json";

declare module "i18next" {
  interface ResourceNamespaceMap {
    selection: typeof selectionStrings;
  }
}

export const selectionFeature: Feature = {
  routes: [
    {
      path: "/selection",
      access: ["official"],
      strings: ["selection", "publication", "result"],
      page: () => import("./selection-page.tsx"),
    },
  ],
  menu: [{ to: "/selection", label: "selection", access: ["official"], group: "work" }],
};
