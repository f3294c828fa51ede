import { LRUCache } from "lru-cache";
import { ApiError } from "../errors.ts";

const WINDOW_MS = 15 * 60 * 1000;
const MAX_REMEMBERED_KEYS = 50_000;

/** Failures allowed within the window: of an address against an account, of an address, against an account. */
const MAX_FAILURES = { pair: 10, address: 100, account: 100 };

/** Slows down guessing of passwords: counts failed sign-ins by account and address, in this process. */
export class SignInThrottle {
  // The window runs from the first failure, so that further ones do not keep a person out for ever.
  readonly #failures = new LRUCache<string, number>({
    max: MAX_REMEMBERED_KEYS,
    ttl: WINDOW_MS,
    noUpdateTTL: true,
  });

  /**
   * Lets an attempt through, counted as a failure until {@link succeed} takes it back: guesses sent all at once
   * count each.
   *
   * @throws {ApiError} 429 when there were too many failures
   */
  begin(account: string, address: string): void {
    for (const [key, max] of limitsOf(account, address)) {
      if ((this.#failures.get(key) ?? 0) >= max) {
        const retryAfterSeconds = Math.ceil(this.#failures.getRemainingTTL(key) / 1000);
        throw new ApiError("account.tooManySignIns", { retryAfterSeconds });
      }
    }
    this.#count(account, address, 1);
  }

  succeed(account: string, address: string): void {
    this.#count(account, address, -1);
  }

  #count(account: string, address: string, change: 1 | -1): void {
    for (const [key] of limitsOf(account, address)) {
      this.#failures.set(key, Math.max(0, (this.#failures.get(key) ?? 0) + change));
    }
  }
}

function limitsOf(account: string, address: string): [key: string, max: number][] {
  return [
    [`pair ${address} ${account}`, MAX_FAILURES.pair],
    [`address ${address}`, MAX_FAILURES.address],
    [`account ${account}`, MAX_FAILURES.account],
  ];
}
