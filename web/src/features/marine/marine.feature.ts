import type { Feature } from "../../app/feature.ts";
import type marineStrings from "./marine.zh.json";

declare module "i18next" {
  interface ResourceNamespaceMap {
    marine: typeof marineStrings;
  }
}

export const marineFeature: Feature = {
  routes: [
    {
      path: "/marine",
      access: "anyone",
      // Results and needs are shown by their own cards on the shelves of the home page.
      strings: ["marine", "home", "result", "demand"],
      componentLibrary: false,
      page: () => import("./marine-page.tsx"),
    },
  ],
  menu: [{ to: "/marine", label: "marine", access: "anyone", group: "market" }],
};
