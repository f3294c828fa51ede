import type { HistoryEntry } from "@market/shared";
import type { PairingDocument } from "@market/shared/models";

/** The life of a record as it leaves the API: every act with its time and actor. */
export function presentHistory(history: Iterable<PairingDocument["history"][number]>): HistoryEntry[] {
  return Array.from(history, ({ at, actor, act, note, reason, changes, evidence }) => ({
    at: at.toISOString(),
    actor: { id: actor.id ? String(actor.id) : null, name: actor.name, role: actor.role },
    act,
    note: note ?? null,
    ...(reason != null && { reason }),
    ...(changes != null && {
      changes: Array.from(changes, ({ path, before, after }) => ({ path, before, after })),
    }),
    ...(evidence != null && { evidence }),
  }));
}
