import { describe, expect, it } from "vitest";
import { reconnectDelayMs } from "./reconnect-delay.ts";

describe("reconnectDelayMs", () => {
  it("doubles with each attempt", () => {
    expect([0, 1, 2, 3].map((attempt) => reconnectDelayMs(attempt, 1))).toEqual([500, 1000, 2000, 4000]);
  });

  it("never waits longer than half a minute", () => {
    expect(reconnectDelayMs(40, 1)).toBe(30_000);
  });

  it("keeps at least half of the full delay however the dice fall", () => {
    expect(reconnectDelayMs(3, 0)).toBe(2000);
  });
});
