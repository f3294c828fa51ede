import type { Feature } from "../../app/feature.ts";
import type pairingStrings from "./pairing.zh.json";

declare module "i18next" {
  interface ResourceNamespaceMap {
    pairing: typeof pairingStrings;
  }
}

export const pairingFeature: Feature = {
  routes: [
    {
      path: "/broker/inbox",
      access: ["broker"],
      strings: ["pairing"],
      page: () => import("./broker-inbox-page.tsx"),
    },
    {
      path: "/broker/pipeline",
      access: ["broker"],
      strings: ["pairing"],
      page: () => import("./pipeline-page.tsx"),
    },
    {
      path: "/broker/digest",
      access: ["broker"],
      strings: ["pairing"],
      page: () => import("./digest-page.tsx"),
    },
    {
      path: "/pairings",
      access: "signed-in",
      strings: ["pairing"],
      page: () => import("./pairing-list-page.tsx"),
    },
    {
      path: "/workspace/declines",
      access: ["enterprise", "institution"],
      strings: ["pairing"],
      page: () => import("./declines-page.tsx"),
    },
    {
      path: "/pairings/:id",
      access: "signed-in",
      strings: ["pairing"],
      page: () => import("./pairing-page.tsx"),
    },
  ],
  menu: [
    { to: "/broker/inbox", label: "inbox", access: ["broker"], group: "work" },
    { to: "/broker/pipeline", label: "pipeline", access: ["broker"], group: "work" },
    { to: "/pairings", label: "pairings", access: ["enterprise", "institution"], group: "work" },
    { to: "/workspace/declines", label: "declines", access: ["enterprise", "institution"], group: "work" },
  ],
};
