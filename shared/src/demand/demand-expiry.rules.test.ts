import { describe, expect, it } from "vitest";
import { PublicationStatusSchema } from "../publication/publication.schema.ts";
import { extensionProblem, isExtendable, latestExtension } from "./demand-expiry.rules.ts";

const at = new Date("2026-06-01T04:00:00Z");
const demand = { status: "published", deadline: "2026-06-15", isExtended: false } as const;

describe("extending a demand", () => {
  it.each([
    ["2026-06-01", true],
    ["2026-07-01", true],
    ["2026-07-02", false],
    ["2026-05-31", false],
  ])("with the deadline %s on the first of June is open: %s", (deadline, isOpen) => {
    expect(isExtendable({ ...demand, deadline }, at)).toBe(isOpen);
  });

  it("is for what is on the market, and once", () => {
    const open = PublicationStatusSchema.enum.filter((status) => isExtendable({ ...demand, status }, at));
    expect(open).toEqual(["published"]);
    expect(isExtendable({ ...demand, isExtended: true }, at)).toBe(false);
  });

  it.each([
    ["2026-06-16", null],
    ["2026-12-12", null],
    ["2026-12-13", "tooFar"],
    ["2026-06-15", "notLater"],
    ["2026-06-02", "notLater"],
  ])("to %s meets %s", (deadline, problem) => {
    expect(extensionProblem(demand, deadline, at)).toBe(problem);
    expect(extensionProblem({ ...demand, isExtended: true }, deadline, at)).toBe("state");
  });

  it("ends half a year after the deadline it had", () => {
    expect(latestExtension("2026-06-15")).toBe("2026-12-12");
  });
});
