import type { Feature } from "../../app/feature.ts";
import type turnoverStrings from "./turnover.zh.json";

declare module "i18next" {
  interface ResourceNamespaceMap {
    turnover: typeof turnoverStrings;
  }
}

export const turnoverFeature: Feature = {
  routes: [
    {
      path: "/turnover",
      access: ["official", "admin"],
      strings: ["turnover"],
      page: () => import("./turnover-page.tsx"),
    },
    {
      path: "/turnover/records",
      access: ["official", "admin"],
      strings: ["turnover"],
      page: () => import("./records-page.tsx"),
    },
    {
      path: "/broker/turnover",
      access: ["broker"],
      strings: ["turnover"],
      page: () => import("./own-turnover-page.tsx"),
    },
  ],
  menu: [
    { to: "/turnover", label: "turnover", access: ["official", "admin"], group: "work" },
    { to: "/broker/turnover", label: "ownTurnover", access: ["broker"], group: "work" },
  ],
};
