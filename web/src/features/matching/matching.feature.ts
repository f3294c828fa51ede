import type { Feature } from "../../app/feature.ts";
import type matchingStrings from "./matching.zh.json";

declare module "i18next" {
  interface ResourceNamespaceMap {
    matching: typeof matchingStrings;
  }
}

export const matchingFeature: Feature = {
  routes: [
    {
      path: "/admin/matching",
      access: ["admin"],
      strings: ["matching", "pairing"],
      page: () => import("./matching-page.tsx"),
    },
  ],
  menu: [{ to: "/admin/matching", label: "matching", access: ["admin"], group: "work" }],
};
