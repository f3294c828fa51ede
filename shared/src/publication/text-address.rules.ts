const MAX_SLUG_LENGTH = 60;

/** A title as the readable end of an address: its letters and digits of any script, the rest as single hyphens. */
export function slugOf(title: string): string {
  const words = title.normalize("NFKC").replace(/[^\p{L}\p{N}]+/gu, "-");
  return Array.from(words)
    .slice(0, MAX_SLUG_LENGTH)
    .join("")
    .replace(/^-+|-+$/g, "")
    .toLowerCase();
}

/**
 * The path of a text's own page. The id alone decides which text it is; the title after it is for people, and an
 * old or absent one leads to the same page.
 */
export function textPathOf(kind: "demands" | "results", text: { id: string; title: string }): string {
  const slug = slugOf(text.title);
  return slug === "" ? `/${kind}/${text.id}` : `/${kind}/${text.id}/${encodeURIComponent(slug)}`;
}
