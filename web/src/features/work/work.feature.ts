import type { Feature } from "../../app/feature.ts";
import type workStrings from "./work.zh.json";

declare module "i18next" {
  interface ResourceNamespaceMap {
    work: typeof workStrings;
  }
}

export const workFeature: Feature = {
  routes: [
    { path: "/admin/work", access: ["admin"], strings: ["work"], page: () => import("./work-page.tsx") },
  ],
  menu: [{ to: "/admin/work", label: "work", access: ["admin"], group: "work" }],
};
