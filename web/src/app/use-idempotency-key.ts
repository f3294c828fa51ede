import { useRef } from "react";
import { createIdempotencyKey } from "./http.ts";

/**
 * Gives a create its key: the same for the same content, so that sending it again makes nothing twice, another once
 * the content has changed, since the old key would answer with the record of the old content.
 */
export function useIdempotencyKey(): (content: unknown) => string {
  const last = useRef<{ content: string; key: string }>(undefined);
  return (content) => {
    const text = JSON.stringify(content);
    if (last.current?.content !== text) last.current = { content: text, key: createIdempotencyKey() };
    return last.current.key;
  };
}
