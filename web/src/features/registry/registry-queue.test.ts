import { describe, expect, it } from "vitest";
import { queueQuery, registryQueueOf, waitingOf } from "./registry-queue.ts";

describe("queueQuery", () => {
  it("asks for the longest waiting first", () => {
    expect(queueQuery("review")).toEqual({ awaitsReview: true, sort: "submitted" });
  });
});

describe("registryQueueOf", () => {
  it("starts with what was handed in, also where the address names no queue", () => {
    expect(registryQueueOf(undefined)).toBe("submitted");
    expect(registryQueueOf("elsewhere")).toBe("submitted");
    expect(registryQueueOf("review")).toBe("review");
  });
});

describe("waitingOf", () => {
  const now = new Date("2026-03-31T10:00:00.000Z");

  it("counts whole days", () => {
    expect(waitingOf("2026-03-30T11:00:00.000Z", now)).toEqual({ days: 0, isOverdue: false });
    expect(waitingOf("2026-03-10T10:00:00.000Z", now)).toEqual({ days: 21, isOverdue: false });
  });

  it("says when the office's limit is past", () => {
    expect(waitingOf("2026-03-09T10:00:00.000Z", now)).toEqual({ days: 22, isOverdue: true });
  });

  it("never goes below zero where clocks differ", () => {
    expect(waitingOf("2026-03-31T10:00:05.000Z", now).days).toBe(0);
  });
});
