import type { Feature } from "../../app/feature.ts";
import type accountStrings from "./account.zh.json";

declare module "i18next" {
  interface ResourceNamespaceMap {
    account: typeof accountStrings;
  }
}

const strings = ["account"] as const;

export const accountFeature: Feature = {
  routes: [
    { path: "/login", access: "anyone", strings, page: () => import("./login-page.tsx") },
    { path: "/register", access: "anyone", strings, page: () => import("./register-page.tsx") },
    { path: "/invitation", access: "anyone", strings, page: () => import("./invitation-page.tsx") },
    { path: "/reset", access: "anyone", strings, page: () => import("./reset-password-page.tsx") },
    {
      path: "/account/password",
      access: "signed-in",
      strings,
      page: () => import("./change-password-page.tsx"),
    },
    { path: "/admin/users", access: ["admin"], strings, page: () => import("./users-page.tsx") },
  ],
  menu: [{ to: "/admin/users", label: "users", access: ["admin"], group: "work" }],
};
