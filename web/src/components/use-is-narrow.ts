import { useSyncExternalStore } from "react";

// The width from which on a table of five columns can be read without scrolling sideways.
const narrow = window.matchMedia("(max-width: 767px)");

function subscribe(onChange: () => void): () => void {
  narrow.addEventListener("change", onChange);
  return () => narrow.removeEventListener("change", onChange);
}

/** Whether the screen is too narrow for a table. */
export function useIsNarrow(): boolean {
  return useSyncExternalStore(subscribe, () => narrow.matches);
}
