/** How the tab stands to the server's live socket. `offline` is the machine's own network being away. */
export type LiveState = "connecting" | "online" | "reconnecting" | "offline";

let state: LiveState = "connecting";
const listeners = new Set<() => void>();

export function readLiveState(): LiveState {
  return state;
}

export function setLiveState(next: LiveState): void {
  if (next === state) return;
  state = next;
  for (const listener of listeners) listener();
}

export function subscribeToLiveState(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
