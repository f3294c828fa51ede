import type { Role } from "@market/shared";

/** What the tests read of the web app's own table of routes. */
interface AppRoute {
  path: string;
  access: "anyone" | "signed-in" | readonly Role[];
}

/** The web app's routes, as its features state them: a page that is added is walked from then on. */
export async function readAppRoutes(): Promise<AppRoute[]> {
  // By its address: the table leads to the pages, which only the web app's own compiler settings can read.
  const table = new URL("../../web/src/app/features.ts", import.meta.url).href;
  const { features } = (await import(table)) as { features: { routes: AppRoute[] }[] };
  return features.flatMap(({ routes }) => routes);
}

/** The paths a role may open; those open to everybody are the stranger's, so `null` has them and nobody else. */
export function pathsOf(routes: readonly AppRoute[], role: Role | null): string[] {
  const isOfRole = ({ access }: AppRoute) =>
    role === null
      ? access === "anyone"
      : access === "signed-in" || (access !== "anyone" && access.includes(role));
  return routes.filter(isOfRole).map(({ path }) => path);
}
