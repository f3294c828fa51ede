import type { Feature } from "../../app/feature.ts";
import type registryStrings from "./registry.zh.json";

declare module "i18next" {
  interface ResourceNamespaceMap {
    registry: typeof registryStrings;
  }
}

export const registryFeature: Feature = {
  routes: [
    {
      path: "/registry",
      access: ["official"],
      strings: ["registry", "contract", "procedure"],
      page: () => import("./registry-page.tsx"),
    },
  ],
  menu: [{ to: "/registry", label: "registry", access: ["official"], group: "work" }],
};
