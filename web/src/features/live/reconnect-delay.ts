const FIRST_DELAY_MS = 500;
const LONGEST_DELAY_MS = 30_000;

/**
 * How long to wait before the next attempt to connect, in milliseconds: doubling from half a second to half a
 * minute. `chance` (0 to 1) spreads it over its upper half, so that a restarted server is not met by everybody at once.
 */
export function reconnectDelayMs(attempt: number, chance: number): number {
  const full = Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** attempt);
  return full / 2 + (full / 2) * chance;
}
