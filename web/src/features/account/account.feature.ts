import type { Access, Feature, FeatureRoute } from "../../app/feature.ts";
import type accountStrings from "./account.zh.json";

declare module "i18next" {
  interface ResourceNamespaceMap {
    account: typeof accountStrings;
  }
}

const strings = ["account"] as const;

/** The account's own pages do with the browser's fields. */
function page(access: Access): Omit<FeatureRoute, "path" | "page"> {
  return { access, strings, componentLibrary: false };
}

export const accountFeature: Feature = {
  routes: [
    { path: "/login", ...page("anyone"), page: () => import("./login-page.tsx") },
    { path: "/register", ...page("anyone"), page: () => import("./register-page.tsx") },
    { path: "/invitation", ...page("anyone"), page: () => import("./invitation-page.tsx") },
    { path: "/reset", ...page("anyone"), page: () => import("./reset-password-page.tsx") },
    { path: "/account", ...page("signed-in"), page: () => import("./account-page.tsx") },
    { path: "/account/password", ...page("signed-in"), page: () => import("./change-password-page.tsx") },
    { path: "/admin/users", access: ["admin"], strings, page: () => import("./users-page.tsx") },
  ],
  menu: [{ to: "/admin/users", label: "users", access: ["admin"], group: "work" }],
};
