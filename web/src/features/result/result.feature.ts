import type { Feature } from "../../app/feature.ts";
import type resultStrings from "./result.zh.json";

declare module "i18next" {
  interface ResourceNamespaceMap {
    result: typeof resultStrings;
  }
}

const strings = ["result", "publication"] as const;

export const resultFeature: Feature = {
  routes: [
    {
      path: "/results",
      access: "anyone",
      strings,
      componentLibrary: false,
      page: () => import("./result-search-page.tsx"),
    },
    {
      path: "/results/:id/:title?",
      access: "anyone",
      strings,
      componentLibrary: false,
      page: () => import("./result-page.tsx"),
    },
    {
      path: "/good-results",
      access: "anyone",
      strings,
      componentLibrary: false,
      page: () => import("./good-results-page.tsx"),
    },
    {
      path: "/good-results/:batch",
      access: "anyone",
      strings: [...strings, "selection"],
      componentLibrary: false,
      page: () => import("./good-result-batch-page.tsx"),
    },
    {
      path: "/workspace/results",
      access: ["institution"],
      strings,
      page: () => import("./my-results-page.tsx"),
    },
    {
      path: "/workspace/results/new",
      access: ["institution"],
      strings,
      page: () => import("./new-result-page.tsx"),
    },
    {
      path: "/workspace/results/:id/edit",
      access: ["institution"],
      strings,
      page: () => import("./edit-result-page.tsx"),
    },
  ],
  menu: [
    { to: "/results", label: "results", access: "anyone", group: "market" },
    { to: "/good-results", label: "goodResults", access: "anyone", group: "market" },
    { to: "/workspace/results", label: "myResults", access: ["institution"], group: "work" },
  ],
};
