import type { DeclineGroup, DeclineReason } from "@market/shared";

/** One reason with how often it was given, in all and by month. */
export interface ReasonCounts {
  reason: DeclineReason;
  total: number;
  byMonth: ReadonlyMap<string, number>;
}

/** The months that have any declines, the earliest first, and the reasons, the most frequent first. */
export function declineCountsOf(groups: readonly DeclineGroup[]): {
  months: string[];
  reasons: ReasonCounts[];
} {
  const byReason = new Map<DeclineReason, Map<string, number>>();
  for (const { month, reason, count } of groups) {
    const byMonth = byReason.get(reason) ?? new Map<string, number>();
    byReason.set(reason, byMonth.set(month, count));
  }
  return {
    months: [...new Set(groups.map(({ month }) => month))].sort(),
    reasons: [...byReason]
      .map(([reason, byMonth]) => ({
        reason,
        byMonth,
        total: [...byMonth.values()].reduce((sum, count) => sum + count, 0),
      }))
      .sort((a, b) => b.total - a.total),
  };
}

/** The first day of the twelve months that end with today's, `YYYY-MM-DD`. */
export function twelveMonthsBefore(today: string): string {
  const [year = 0, month = 0] = today.split("-").map(Number);
  return new Date(Date.UTC(year, month - 12, 1)).toISOString().slice(0, "YYYY-MM-DD".length);
}
