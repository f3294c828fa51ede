import { describe, expect, it } from "vitest";
import { toMeilisearchFilter } from "./index-filter.ts";

describe("a search filter", () => {
  const at = new Date("2026-01-01T00:00:00Z");

  it("lets own texts pass whatever their visibility, and nothing that has expired", () => {
    expect(
      toMeilisearchFilter({ visibilities: ["public", "members"], ownOrganisationId: "abc" }, at),
    ).toEqual(['visibility IN ["public", "members"] OR organisationId = "abc"', "expiresAt > 1767225600"]);
  });

  it("escapes what is put between its quotes", () => {
    const [, , clause] = toMeilisearchFilter(
      { visibilities: ["public"], organisationId: 'a" OR visibility = "brokers\\' },
      at,
    );
    expect(clause).toBe('organisationId = "a\\" OR visibility = \\"brokers\\\\"');
  });
});
