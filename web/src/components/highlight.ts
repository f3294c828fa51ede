export interface HighlightPart {
  text: string;
  isMarked: boolean;
}

/**
 * A search highlight cut at its marks: what stands between `<mark>` and `</mark>` is marked, all else is plain text,
 * whatever it looks like. Nothing of it is ever read as HTML.
 */
export function splitHighlight(highlight: string): HighlightPart[] {
  return highlight
    .split(/<mark>(.*?)<\/mark>/s)
    .map((text, index) => ({ text, isMarked: index % 2 === 1 }))
    .filter((part) => part.text !== "");
}
