import type { Feature } from "../../app/feature.ts";
import type notificationStrings from "./notification.zh.json";

declare module "i18next" {
  interface ResourceNamespaceMap {
    notification: typeof notificationStrings;
  }
}

export const notificationFeature: Feature = {
  routes: [
    {
      path: "/notifications",
      access: "signed-in",
      strings: ["notification"],
      page: () => import("./notification-page.tsx"),
    },
  ],
  headerItem: () => import("./notification-bell.tsx"),
  headerStrings: ["notification"],
};
