import { expect, test } from "vitest";
import { soakMeilisearch } from "./soak-meilisearch.ts";

test("three kills at random instants lose no acknowledged task of the embedded Meilisearch, and tear none", async () => {
  const report = await soakMeilisearch({ kills: 3, seed: 1 });
  expect(report.kills).toBe(3);
}, 120_000);
