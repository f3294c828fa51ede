import type { Role, User } from "@market/shared";
import type { Namespace } from "i18next";
import type { ComponentType } from "react";
import type appStrings from "./app.zh.json";

/** Who may open a page. The api decides what they may see on it. */
export type Access = "anyone" | "signed-in" | readonly Role[];

export interface FeatureRoute {
  path: string;
  access: Access;
  /** Namespaces of strings the page needs, loaded together with it. */
  strings: readonly (Namespace & string)[];
  page: () => Promise<{ default: ComponentType }>;
  /** `false` for public pages, which stay quick to load by doing without Ant Design. */
  componentLibrary?: false;
}

export interface MenuEntry {
  to: string;
  /** A key of `nav` in `app.zh.json` and `app.en.json`. */
  label: keyof (typeof appStrings)["nav"];
  access: Access;
  /** `market` entries stand in the header for everybody, `work` entries in the bar of the person's own work. */
  group: "market" | "work";
}

/** What one feature adds to the application; listed in `features.ts`. */
export interface Feature {
  routes: readonly FeatureRoute[];
  menu?: readonly MenuEntry[];
  /** Shown in the header while somebody is signed in, such as a count of unread notifications. */
  headerItem?: () => Promise<{ default: ComponentType }>;
  headerStrings?: readonly (Namespace & string)[];
}

export function mayOpen(access: Access, person: User | null): boolean {
  if (access === "anyone") return true;
  if (person === null) return false;
  return access === "signed-in" || access.includes(person.role);
}
