import { describe, expect, it } from "vitest";
import { daysUntil, formatAge, formatDay, formatInstant } from "./instant.ts";

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

describe("formatAge", () => {
  const now = new Date("2026-03-10T12:00:00.000Z");

  it("takes the largest whole unit", () => {
    expect(formatAge("2026-03-10T11:55:10.000Z", now, "zh")).toBe("4分钟前");
    expect(formatAge("2026-03-10T09:00:00.000Z", now, "en")).toBe("3 hours ago");
    expect(formatAge("2026-03-07T11:00:00.000Z", now, "en")).toBe("3 days ago");
  });

  it("says now for what has just been, by whichever clock", () => {
    expect(formatAge("2026-03-10T11:59:30.000Z", now, "zh")).toBe("现在");
    expect(formatAge("2026-03-10T12:00:04.000Z", now, "en")).toBe("now");
  });

  it("leaves what is a week old to its date", () => {
    expect(formatAge("2026-03-03T12:00:00.000Z", now, "zh")).toBeNull();
  });
});
