import type { Rematch } from "@market/shared";

/** Whole percent, 100 only once a run is finished. */
export function percentOf({ done, total, finishedAt }: Rematch): number {
  if (finishedAt !== null) return 100;
  return total === 0 ? 0 : Math.min(99, Math.floor((done / total) * 100));
}

/** What a run is at. */
export function stageOf(rematch: Rematch, asOf: string): "finished" | "waiting" | "demand" | "result" {
  if (rematch.finishedAt !== null) return "finished";
  // Instants in UTC sort as text.
  return rematch.done === 0 && asOf < rematch.startsAt ? "waiting" : rematch.kind;
}
