import type { Feature } from "../../app/feature.ts";
import type demandStrings from "./demand.zh.json";

declare module "i18next" {
  interface ResourceNamespaceMap {
    demand: typeof demandStrings;
  }
}

const strings = ["demand", "publication"] as const;

export const demandFeature: Feature = {
  routes: [
    {
      path: "/demands",
      access: "anyone",
      strings,
      componentLibrary: false,
      page: () => import("./demand-search-page.tsx"),
    },
    {
      path: "/demands/:id/:title?",
      access: "anyone",
      // The readiness asked for is explained with the scale of results.
      strings: [...strings, "result"],
      componentLibrary: false,
      page: () => import("./demand-page.tsx"),
    },
    {
      path: "/workspace/demands",
      access: ["enterprise"],
      strings,
      page: () => import("./my-demands-page.tsx"),
    },
    {
      path: "/workspace/demands/new",
      access: ["enterprise"],
      strings,
      page: () => import("./new-demand-page.tsx"),
    },
    {
      path: "/workspace/demands/:id/edit",
      access: ["enterprise"],
      strings,
      page: () => import("./edit-demand-page.tsx"),
    },
  ],
  menu: [
    { to: "/demands", label: "demands", access: "anyone", group: "market" },
    { to: "/workspace/demands", label: "myDemands", access: ["enterprise"], group: "work" },
  ],
};
