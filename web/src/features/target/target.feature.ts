import type { Feature } from "../../app/feature.ts";
import type targetStrings from "./target.zh.json";

declare module "i18next" {
  interface ResourceNamespaceMap {
    target: typeof targetStrings;
  }
}

export const targetFeature: Feature = {
  routes: [
    {
      path: "/targets",
      access: ["official", "admin"],
      strings: ["target"],
      page: () => import("./targets-page.tsx"),
    },
    {
      path: "/targets/:target",
      access: ["official", "admin"],
      strings: ["target"],
      page: () => import("./target-records-page.tsx"),
    },
  ],
  menu: [{ to: "/targets", label: "targets", access: ["official", "admin"], group: "work" }],
};
