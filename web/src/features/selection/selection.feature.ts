import type { Feature } from "../../app/feature.ts";
import type selectionStrings from "./selection.zh.json";

declare module "i18next" {
  interface ResourceNamespaceMap {
    selection: typeof selectionStrings;
  }
}

const strings = ["selection"] as const;

export const selectionFeature: Feature = {
  routes: [
    {
      path: "/selection-calls",
      access: "anyone",
      strings,
      componentLibrary: false,
      page: () => import("./public-calls-page.tsx"),
    },
    {
      path: "/selection-calls/:id",
      access: "anyone",
      strings,
      componentLibrary: false,
      page: () => import("./public-call-page.tsx"),
    },
    { path: "/selection", access: ["official"], strings, page: () => import("./selection-page.tsx") },
    { path: "/selection/new", access: ["official"], strings, page: () => import("./new-call-page.tsx") },
    {
      path: "/selection/nominated",
      access: ["official"],
      strings: ["selection", "publication", "result"],
      page: () => import("./single-nominations-page.tsx"),
    },
    { path: "/selection/:id", access: ["official"], strings, page: () => import("./call-page.tsx") },
    {
      path: "/selection/:id/edit",
      access: ["official"],
      strings,
      page: () => import("./edit-call-page.tsx"),
    },
    { path: "/reviews", access: "signed-in", strings, page: () => import("./reviews-page.tsx") },
    {
      path: "/workspace/nominations",
      access: ["institution"],
      strings,
      page: () => import("./own-nominations-page.tsx"),
    },
    {
      path: "/workspace/nominations/new",
      access: ["institution"],
      strings,
      page: () => import("./new-nomination-page.tsx"),
    },
  ],
  menu: [
    { to: "/selection", label: "selection", access: ["official"], group: "work" },
    { to: "/workspace/nominations", label: "nominations", access: ["institution"], group: "work" },
    { to: "/reviews", label: "reviews", access: ["official", "broker"], group: "work" },
  ],
};
