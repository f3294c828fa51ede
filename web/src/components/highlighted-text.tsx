import { splitHighlight } from "./highlight.ts";

/** A text with the words a search matched; the plain text where there is no highlight. */
export function HighlightedText({ text, highlight }: { text: string; highlight: string | undefined }) {
  if (highlight === undefined) return text;
  return splitHighlight(highlight).map((part, index) =>
    // biome-ignore lint/suspicious/noArrayIndexKey: parts of one text have no other identity than their place
    part.isMarked ? <mark key={index}>{part.text}</mark> : part.text,
  );
}
