import type { Pairing } from "@market/shared";
import { useEffect, useRef, useState } from "react";

interface ChosenPairingOptions {
  pairings: readonly Pairing[];
  /** Tells one list from another; `null` while the list on screen is still an earlier one. */
  listKey: string | null;
  /** The one chosen by hand. */
  id: string | undefined;
  /** Whether the list's first is shown while none is chosen. */
  showsFirst: boolean;
}

/** Which pairing of a list is shown beside it, through arrivals above it and its own leaving of the list. */
export function useChosenPairing({ pairings, listKey, id, showsFirst }: ChosenPairingOptions) {
  const [first, setFirst] = useState<{ listKey: string; id: string }>();
  if (listKey !== null && first?.listKey !== listKey && pairings[0] !== undefined) {
    setFirst({ listKey, id: pairings[0].id });
  }
  const chosenId = id ?? (showsFirst ? first?.id : undefined);
  const index = pairings.findIndex((pairing) => pairing.id === chosenId);

  // An act may move the chosen one out of the list; the one after it has then moved into its place.
  const lastIndex = useRef(0);
  useEffect(() => {
    if (index !== -1) lastIndex.current = index;
  }, [index]);
  const neighbourOf = (step: 1 | -1): Pairing | undefined => {
    const target = index === -1 ? lastIndex.current + Math.min(0, step) : index + step;
    return pairings[Math.min(pairings.length - 1, Math.max(0, target))];
  };

  return { chosenId, chosen: pairings[index], neighbourOf };
}
