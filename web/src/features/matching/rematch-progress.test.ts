import type { Rematch } from "@market/shared";
import { describe, expect, it } from "vitest";
import { percentOf, stageOf } from "./rematch-progress.ts";

const run: Rematch = {
  requestedAt: "2026-12-01T00:00:00.000Z",
  startsAt: "2026-12-01T00:00:05.000Z",
  finishedAt: null,
  kind: "demand",
  done: 0,
  failed: 0,
  total: 0,
  perSecond: null,
};

describe("progress of re-matching", () => {
  it("reaches a hundred percent only at the end", () => {
    expect(percentOf(run)).toBe(0);
    expect(percentOf({ ...run, done: 500, total: 1000 })).toBe(50);
    expect(percentOf({ ...run, done: 1000, total: 1000 })).toBe(99);
    expect(percentOf({ ...run, done: 1000, total: 1000, finishedAt: run.startsAt })).toBe(100);
    expect(percentOf({ ...run, finishedAt: run.startsAt })).toBe(100);
  });

  it("waits for every indexer to take up the weights, then says which texts it is at", () => {
    expect(stageOf(run, "2026-12-01T00:00:03.000Z")).toBe("waiting");
    expect(stageOf(run, "2026-12-01T00:00:06.000Z")).toBe("demand");
    expect(stageOf({ ...run, kind: "result", done: 3 }, "2026-12-01T00:00:03.000Z")).toBe("result");
    expect(stageOf({ ...run, finishedAt: run.startsAt }, "2026-12-01T00:00:03.000Z")).toBe("finished");
  });
});
