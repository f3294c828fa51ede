import type { FastifyInstance } from "fastify";

/** The release whose answers this server gives. */
const VERSION = "1.50.0";

export function registerHealth(app: FastifyInstance): void {
  app.get("/health", () => ({ status: "available" }));
  app.get("/version", () => ({ commitSha: "embedded", commitDate: "unknown", pkgVersion: VERSION }));
}
