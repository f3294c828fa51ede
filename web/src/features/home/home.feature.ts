import type { Feature } from "../../app/feature.ts";
import type homeStrings from "./home.zh.json";

declare module "i18next" {
  interface ResourceNamespaceMap {
    home: typeof homeStrings;
  }
}

export const homeFeature: Feature = {
  routes: [
    {
      path: "/",
      access: "anyone",
      // Results and needs are shown by their own cards.
      strings: ["home", "result", "demand"],
      componentLibrary: false,
      page: () => import("./home-page.tsx"),
    },
  ],
};
