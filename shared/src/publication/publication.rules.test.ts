import { describe, expect, it } from "vitest";
import type { Role, Visibility } from "../vocabulary/vocabulary.schema.ts";
import { isOpenAt, mayRead, publicationActs, statusAt, visibilitiesFor } from "./publication.rules.ts";
import { type PublicationStatus, PublicationStatusSchema } from "./publication.schema.ts";

const now = new Date("2026-06-01T00:00:00Z");
const later = new Date("2026-06-02T00:00:00Z");
const statuses = PublicationStatusSchema.enum;

const text = (overrides: {
  status?: PublicationStatus;
  expiresAt?: Date | null;
  visibility?: Visibility;
}) => ({
  status: "published" as const,
  expiresAt: later,
  visibility: "public" as const,
  organisationId: "owner",
  ...overrides,
});
const reader = (role: Role, organisationId: string | null = "another") => ({ role, organisationId });

describe("what is on the market", () => {
  it("is what is published, until its end exactly", () => {
    expect(isOpenAt(text({}), now)).toBe(true);
    expect(isOpenAt(text({ expiresAt: null }), now)).toBe(true);
    expect(isOpenAt(text({ expiresAt: now }), now)).toBe(false);
    expect(statuses.filter((status) => isOpenAt(text({ status }), now))).toEqual(["published"]);
  });

  it("counts as expired past its end, and only what was published does", () => {
    const past = statuses.map((status) => statusAt(text({ status, expiresAt: now }), now));
    expect(past).toEqual(statuses.map((status) => (status === "published" ? "expired" : status)));
    expect(statusAt(text({}), now)).toBe("published");
  });

  it("is left by every act but publishing, and entered by that alone", () => {
    for (const [act, { from, to }] of Object.entries(publicationActs)) {
      expect(to === "published").toBe(act === "publish");
      expect(from).toEqual(act === "publish" ? ["draft"] : ["published"]);
    }
  });
});

describe("who may read", () => {
  it.each([
    [null, ["public"]],
    ["enterprise", ["public", "members"]],
    ["institution", ["public", "members"]],
    ["broker", ["public", "members", "brokers"]],
    ["official", ["public", "members", "brokers"]],
    ["admin", ["public", "members", "brokers"]],
  ] as const)("as %s: %j", (role, visibilities) => {
    const somebody = role === null ? null : reader(role);
    expect(visibilitiesFor(somebody)).toEqual(visibilities);
    for (const visibility of ["public", "members", "brokers"] as const) {
      const expected = (visibilities as readonly Visibility[]).includes(visibility);
      expect(mayRead(text({ visibility }), somebody, now)).toBe(expected);
    }
  });

  it("lets its own organisation read a text at every status and visibility", () => {
    for (const status of statuses) {
      const own = reader("enterprise", "owner");
      expect(mayRead(text({ status, visibility: "brokers", expiresAt: now }), own, now)).toBe(true);
    }
  });

  it("does not take two people without an organisation for colleagues", () => {
    expect(
      mayRead({ ...text({ status: "draft" }), organisationId: "null" }, reader("broker", null), now),
    ).toBe(false);
  });

  it("lets officials and admins read all but drafts, and others only what is on the market", () => {
    for (const status of statuses) {
      for (const role of ["official", "admin"] as const) {
        expect(mayRead(text({ status }), reader(role, null), now)).toBe(status !== "draft");
      }
      for (const somebody of [null, reader("enterprise"), reader("broker")]) {
        expect(mayRead(text({ status }), somebody, now)).toBe(status === "published");
      }
    }
  });
});
