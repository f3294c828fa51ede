import type { Feature, FeatureRoute } from "../../app/feature.ts";
import type verificationStrings from "./verification.zh.json";

declare module "i18next" {
  interface ResourceNamespaceMap {
    verification: typeof verificationStrings;
  }
}

const page: Omit<FeatureRoute, "path"> = {
  access: "anyone",
  strings: ["verification"],
  componentLibrary: false,
  page: () => import("./verification-page.tsx"),
};

export const verificationFeature: Feature = {
  routes: [
    { path: "/verify", ...page },
    { path: "/verify/:number", ...page },
  ],
  menu: [{ to: "/verify", label: "verify", access: "anyone", group: "market" }],
};
