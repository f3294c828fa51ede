import type { Feature } from "../../app/feature.ts";
import type certificateStrings from "./certificate.zh.json";

declare module "i18next" {
  interface ResourceNamespaceMap {
    certificate: typeof certificateStrings;
  }
}

export const certificateFeature: Feature = {
  routes: [
    {
      path: "/contracts/:id/certificate",
      access: "signed-in",
      strings: ["certificate"],
      page: () => import("./certificate-page.tsx"),
    },
  ],
};
