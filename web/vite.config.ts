import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { compressedCopies } from "./build/compressed-copies.ts";
import { routeTable } from "./build/route-table.ts";

const apiOrigin = process.env.API_ORIGIN ?? "http://127.0.0.1:3000";

export default defineConfig({
  plugins: [react(), routeTable(), compressedCopies()],
  server: {
    host: "127.0.0.1",
    proxy: {
      "/api": { target: apiOrigin, ws: true },
      "/ready": { target: apiOrigin },
      "/docs": { target: apiOrigin },
      "/feeds": { target: apiOrigin },
      "/sitemap.xml": { target: apiOrigin },
      "/robots.txt": { target: apiOrigin },
    },
  },
  build: {
    target: "es2022",
    rollupOptions: {
      // Schemas that a page does not use are left out with the library that builds them.
      treeshake: { manualPureFunctions: ["Type"] },
      output: {
        // Every page is a chunk of its own through its route's import(). What all pages share is named here, so
        // that a change to a page leaves the visitor's cached copy of the framework valid.
        codeSplitting: {
          groups: [
            {
              name: "framework",
              test: /node_modules[\\/](react|react-dom|scheduler|react-router|@tanstack|i18next|react-i18next)[\\/]/,
            },
          ],
        },
      },
    },
  },
});
