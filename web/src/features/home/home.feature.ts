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
      strings: ["home"],
      componentLibrary: false,
      page: () => import("./home-page.tsx"),
    },
  ],
};
