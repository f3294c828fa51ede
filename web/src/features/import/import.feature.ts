import type { Feature } from "../../app/feature.ts";
import type importStrings from "./import.zh.json";

declare module "i18next" {
  interface ResourceNamespaceMap {
    import: typeof importStrings;
  }
}

export const importFeature: Feature = {
  routes: [
    {
      path: "/registry/import",
      access: ["official"],
      strings: ["import"],
      page: () => import("./contract-import-page.tsx"),
    },
    {
      path: "/workspace/results/import",
      access: ["institution"],
      strings: ["import"],
      page: () => import("./result-import-page.tsx"),
    },
    {
      path: "/workspace/demands/import",
      access: ["enterprise"],
      strings: ["import"],
      page: () => import("./demand-import-page.tsx"),
    },
  ],
};
