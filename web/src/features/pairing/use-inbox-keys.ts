import { useEffect, useEffectEvent } from "react";

interface InboxKeys {
  /** `j` and `k`: to the next and the one before. */
  onMove: (step: 1 | -1) => void;
  onOpen: () => void;
  onClaim: () => void;
}

/** Lets the inbox be worked through by `j`, `k`, Enter and `c`, except where keys have their own meaning. */
export function useInboxKeys(keys: InboxKeys): void {
  const press = useEffectEvent((key: string): boolean => {
    switch (key) {
      case "j":
        keys.onMove(1);
        return true;
      case "k":
        keys.onMove(-1);
        return true;
      case "Enter":
        keys.onOpen();
        return true;
      case "c":
        keys.onClaim();
        return true;
      default:
        return false;
    }
  });

  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isSpokenFor(event)) return;
      if (press(event.key)) event.preventDefault();
    };
    window.addEventListener("keydown", listen);
    return () => window.removeEventListener("keydown", listen);
  }, []);
}

/** Whether what has the focus takes the key itself: text being typed, an open dialog, a button or link for Enter. */
function isSpokenFor(event: KeyboardEvent): boolean {
  if (!(event.target instanceof HTMLElement)) return false;
  const { target } = event;
  if (target.closest("input, textarea, select, [contenteditable], [role=dialog], [role=combobox]"))
    return true;
  if (event.key !== "Enter") return false;
  return target.closest("button, a") !== null && target.closest("[data-id]") === null;
}
