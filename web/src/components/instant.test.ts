import { describe, expect, it } from "vitest";
import { daysUntil, formatDay, formatInstant } from "./instant.ts";

describe("formatInstant", () => {
  it("shows the city's day where UTC still has the day before", () => {
    expect(formatInstant("2026-02-28T16:30:00.000Z", "minute", "zh")).toBe("2026-03-01 00:30");
    expect(formatInstant("2026-02-28T16:30:00.000Z", "day", "zh")).toBe("2026-03-01");
    expect(formatInstant("2026-02-28T16:30:00.000Z", "day", "en")).toBe("1 Mar 2026");
  });
});

describe("formatDay", () => {
  it("keeps the day it is given", () => {
    expect(formatDay("2027-05-31", "zh")).toBe("2027-05-31");
    expect(formatDay("2027-05-31", "en")).toBe("31 May 2027");
  });
});

describe("daysUntil", () => {
  it("counts by the city's calendar", () => {
    const lateEveningUtc = new Date("2026-03-01T17:00:00.000Z");
    expect(daysUntil("2026-03-02", lateEveningUtc)).toBe(0);
    expect(daysUntil("2026-03-05", lateEveningUtc)).toBe(3);
    expect(daysUntil("2026-03-01", lateEveningUtc)).toBe(-1);
  });
});
