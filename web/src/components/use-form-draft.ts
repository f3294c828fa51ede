import { useEffect, useRef, useState } from "react";

const PREFIX = "market.draft.";
const SAVE_AFTER_MS = 400;

export interface FormDraft<Values> {
  /** What was kept last time, if anything: the form's first values. */
  restored: Values | null;
  /** Keeps the values shortly after the last change. */
  keep: (values: Values) => void;
  /** Forgets them, once they are sent or given up. */
  discard: () => void;
}

/** Keeps what is being written on this device until it is sent, under a key of the person and the form. */
export function useFormDraft<Values>(key: string): FormDraft<Values> {
  const storageKey = `${PREFIX}${key}`;
  const [restored] = useState(() => readDraft<Values>(storageKey));
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const unsaved = useRef<Values | null>(null);

  const save = () => {
    clearTimeout(timer.current);
    if (unsaved.current !== null) localStorage.setItem(storageKey, JSON.stringify(unsaved.current));
    unsaved.current = null;
  };

  // Who leaves the page within the delay keeps the last words too.
  useEffect(() => () => save());

  return {
    restored,
    keep: (values) => {
      unsaved.current = values;
      clearTimeout(timer.current);
      timer.current = setTimeout(save, SAVE_AFTER_MS);
    },
    discard: () => {
      clearTimeout(timer.current);
      unsaved.current = null;
      localStorage.removeItem(storageKey);
    },
  };
}

function readDraft<Values>(storageKey: string): Values | null {
  const text = localStorage.getItem(storageKey);
  if (text === null) return null;
  try {
    return JSON.parse(text) as Values;
  } catch {
    // Written by an older or foreign page: worth nothing, and in the way.
    localStorage.removeItem(storageKey);
    return null;
  }
}
