import { setTimeout as delay } from "node:timers/promises";

const POLL_MS = 50;

/** Asks again and again until there is an answer; the test's own time limit is the only one. */
export async function until<Answer>(ask: () => Promise<Answer | undefined | null | false>): Promise<Answer> {
  for (;;) {
    const answer = await ask();
    if (answer !== undefined && answer !== null && answer !== false) return answer;
    await delay(POLL_MS);
  }
}
