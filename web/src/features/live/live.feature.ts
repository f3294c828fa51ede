import type { Feature } from "../../app/feature.ts";
import type liveStrings from "./live.zh.json";

declare module "i18next" {
  interface ResourceNamespaceMap {
    live: typeof liveStrings;
  }
}

export const liveFeature: Feature = {
  routes: [],
  headerItem: () => import("./live-header.tsx"),
  headerStrings: ["live", "notification"],
};
