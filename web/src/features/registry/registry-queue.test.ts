import { describe, expect, it } from "vitest";
import { daysSince, queueQuery, registryQueueOf } from "./registry-queue.ts";

describe("queueQuery", () => {
  it("asks for what is due first where a clock runs, and for the longest waiting elsewhere", () => {
    expect(queueQuery("accepted")).toEqual({ status: "accepted", sort: "due" });
    expect(queueQuery("overdue")).toEqual({ overdue: true, sort: "due" });
    expect(queueQuery("review")).toEqual({ awaitsReview: true, sort: "submitted" });
  });
});

describe("registryQueueOf", () => {
  it("starts with what was handed in, also where the address names no queue", () => {
    expect(registryQueueOf(undefined)).toBe("submitted");
    expect(registryQueueOf("elsewhere")).toBe("submitted");
    expect(registryQueueOf("overdue")).toBe("overdue");
  });
});

describe("daysSince", () => {
  const now = new Date("2026-03-31T10:00:00.000Z");

  it("counts whole days", () => {
    expect(daysSince("2026-03-30T11:00:00.000Z", now)).toBe(0);
    expect(daysSince("2026-03-10T10:00:00.000Z", now)).toBe(21);
  });

  it("never goes below zero where clocks differ", () => {
    expect(daysSince("2026-03-31T10:00:05.000Z", now)).toBe(0);
  });
});
