import type { Feature } from "../../app/feature.ts";
import type reportStrings from "./report.zh.json";

declare module "i18next" {
  interface ResourceNamespaceMap {
    report: typeof reportStrings;
  }
}

export const reportFeature: Feature = {
  routes: [
    {
      path: "/reports/monthly",
      access: ["official", "admin"],
      strings: ["report", "target"],
      page: () => import("./monthly-report-page.tsx"),
    },
  ],
  menu: [{ to: "/reports/monthly", label: "monthlyReport", access: ["official", "admin"], group: "work" }],
};
