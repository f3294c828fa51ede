import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    globalSetup: ["infra/test/embedded-servers.ts"],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    projects: [
      { extends: true, test: { name: "shared", include: ["shared/src/**/*.test.ts"] } },
      { extends: true, test: { name: "indexer", include: ["indexer/src/**/*.test.ts"] } },
      { extends: true, test: { name: "api", include: ["api/src/**/*.test.ts"] } },
      { extends: true, test: { name: "web", include: ["web/src/**/*.test.{ts,tsx}"] } },
      {
        extends: true,
        test: {
          name: "infra",
          include: ["infra/{mongodb,meilisearch,embeddings,seed,launcher,soak}/**/*.test.ts"],
        },
      },
      { extends: true, test: { name: "e2e", include: ["infra/e2e/**/*.test.ts"] } },
    ],
  },
});
