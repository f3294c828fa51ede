import type { Feature } from "../../app/feature.ts";
import type auditStrings from "./audit.zh.json";

declare module "i18next" {
  interface ResourceNamespaceMap {
    audit: typeof auditStrings;
  }
}

export const auditFeature: Feature = {
  routes: [
    {
      path: "/admin/audit",
      access: ["admin"],
      strings: ["audit"],
      page: () => import("./audit-page.tsx"),
    },
  ],
  menu: [{ to: "/admin/audit", label: "audit", access: ["admin"], group: "work" }],
};
