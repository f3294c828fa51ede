import type { Feature } from "../../app/feature.ts";
import type brokerStrings from "./broker.zh.json";

declare module "i18next" {
  interface ResourceNamespaceMap {
    broker: typeof brokerStrings;
  }
}

const strings = ["broker"] as const;

export const brokerFeature: Feature = {
  routes: [
    { path: "/broker/wishes", access: ["broker"], strings, page: () => import("./wishes-page.tsx") },
    {
      path: "/admin/brokers",
      access: ["official", "admin"],
      strings,
      page: () => import("./brokers-page.tsx"),
    },
  ],
  menu: [
    { to: "/broker/wishes", label: "wishes", access: ["broker"], group: "work" },
    { to: "/admin/brokers", label: "brokers", access: ["official", "admin"], group: "work" },
  ],
};
