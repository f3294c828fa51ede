import type { Routes } from "./context.ts";

/** The release whose answers this server gives. */
const VERSION = "1.50.0";

export const healthRoutes: Routes = async (app) => {
  app.get("/health", () => ({ status: "available" }));
  app.get("/version", () => ({ commitSha: "embedded", commitDate: "unknown", pkgVersion: VERSION }));
};
