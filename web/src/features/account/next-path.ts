import type { Role } from "@market/shared";

/** Where the day's work of each role begins. */
export const firstPages: Readonly<Record<Role, string>> = {
  enterprise: "/workspace/demands",
  institution: "/workspace/results",
  broker: "/broker/inbox",
  official: "/registry",
  admin: "/admin/work",
};

/**
 * Where to go after signing in: the page that asked for it, if it is one of ours, else the role's first page. Anything
 * else, such as `//evil.example`, would let a link to the sign-in page lead people elsewhere.
 */
export function nextPathOf(search: string, role: Role): string {
  const next = new URLSearchParams(search).get("next");
  return next !== null && /^\/(?![/\\])/.test(next) ? next : firstPages[role];
}
