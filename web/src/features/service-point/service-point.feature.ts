import type { Feature } from "../../app/feature.ts";
import type servicePointStrings from "./service-point.zh.json";

declare module "i18next" {
  interface ResourceNamespaceMap {
    "service-point": typeof servicePointStrings;
  }
}

export const servicePointFeature: Feature = {
  routes: [
    {
      path: "/service-points",
      access: ["official", "admin"],
      strings: ["service-point"],
      page: () => import("./service-points-page.tsx"),
    },
  ],
};
