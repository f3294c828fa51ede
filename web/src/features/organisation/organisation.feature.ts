import type { Feature } from "../../app/feature.ts";
import type organisationStrings from "./organisation.zh.json";

declare module "i18next" {
  interface ResourceNamespaceMap {
    organisation: typeof organisationStrings;
  }
}

const strings = ["organisation"] as const;

export const organisationFeature: Feature = {
  routes: [
    {
      path: "/workspace/organisation",
      access: "signed-in",
      strings,
      page: () => import("./own-organisation-page.tsx"),
    },
    {
      path: "/admin/organisations",
      access: ["official", "admin"],
      strings,
      page: () => import("./organisations-page.tsx"),
    },
  ],
  menu: [
    { to: "/admin/organisations", label: "organisations", access: ["official", "admin"], group: "work" },
  ],
};
