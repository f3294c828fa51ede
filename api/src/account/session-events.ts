import { EventEmitter } from "node:events";

interface SessionEvents {
  /** Ids of sessions that were just ended here; what they still hold open must be closed. */
  ended: [sessionIds: readonly string[]];
}

/** Tells the rest of this process when people are signed out. Other processes learn it from the store. */
export type SessionEmitter = EventEmitter<SessionEvents>;

export function createSessionEmitter(): SessionEmitter {
  return new EventEmitter<SessionEvents>();
}
