import type { Feature } from "../../app/feature.ts";
import type contractStrings from "./contract.zh.json";
import type procedureStrings from "./procedure.zh.json";

declare module "i18next" {
  interface ResourceNamespaceMap {
    contract: typeof contractStrings;
    procedure: typeof procedureStrings;
  }
}

const strings = ["contract", "procedure", "attachment"] as const;

export const contractFeature: Feature = {
  routes: [
    {
      path: "/contracts",
      access: "signed-in",
      strings,
      page: () => import("./contract-list-page.tsx"),
    },
    {
      path: "/contracts/new",
      access: ["enterprise", "institution", "broker"],
      strings,
      page: () => import("./new-contract-page.tsx"),
    },
    {
      path: "/contracts/:id",
      access: "signed-in",
      strings,
      page: () => import("./contract-page.tsx"),
    },
    {
      path: "/contracts/:id/edit",
      access: "signed-in",
      strings,
      page: () => import("./edit-contract-page.tsx"),
    },
    {
      path: "/contracts/:id/amend",
      access: ["official"],
      strings,
      page: () => import("./amend-contract-page.tsx"),
    },
  ],
  menu: [{ to: "/contracts", label: "contracts", access: "signed-in", group: "work" }],
};
