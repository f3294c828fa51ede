import { join } from "node:path";
import { type Plugin, type ResolvedConfig, runnerImport } from "vite";

/**
 * Writes the paths of all pages beside them as `routes.json`: by it the server tells an address that is a page from
 * one that is not, and answers the latter with 404.
 */
export function routeTable(): Plugin {
  let config: ResolvedConfig;
  return {
    name: "route-table",
    apply: "build",
    configResolved(resolved) {
      config = resolved;
    },
    async generateBundle() {
      const table = join(config.root, "src/app/features.ts");
      // Run rather than read: the table is put together from what every feature adds. Pages are not loaded by it.
      const { module } = await runnerImport<typeof import("../src/app/features.ts")>(table);
      const paths = module.features.flatMap(({ routes }) => routes.map(({ path }) => path));
      this.emitFile({ type: "asset", fileName: "routes.json", source: JSON.stringify(paths) });
    },
  };
}
