import { escapeHtml } from "./escape-html.ts";

/** What a page says of itself in its head. */
export interface PageHead {
  title: string;
  description: string;
  /** Its address without what does not matter, for those who keep or share it. */
  url: string;
  /** JSON-LD: https://schema.org */
  linkedData: Record<string, unknown>;
}

const TITLE = /<title>[^<]*<\/title>/;
const DESCRIPTION = /<meta name="description"[^>]*>/;

/** The app's page with another head than it was built with. */
export function withHead(html: string, head: PageHead): string {
  const title = escapeHtml(head.title);
  const description = escapeHtml(head.description);
  const url = escapeHtml(head.url);
  const tags = [
    `<title>${title}</title>`,
    `<meta name="description" content="${description}" />`,
    `<link rel="canonical" href="${url}" />`,
    `<meta property="og:type" content="article" />`,
    `<meta property="og:site_name" content="青岛技术转移市场" />`,
    `<meta property="og:title" content="${title}" />`,
    `<meta property="og:description" content="${description}" />`,
    `<meta property="og:url" content="${url}" />`,
    `<script type="application/ld+json">${escapeJson(head.linkedData)}</script>`,
  ];
  // By functions: in a replacement text `$&` and the like would be taken for instructions.
  return html.replace(DESCRIPTION, () => "").replace(TITLE, () => tags.join("\n    "));
}

/** JSON within a script element: a `<` could end it, whatever quotes stand around. */
function escapeJson(value: unknown): string {
  return JSON.stringify(value).replaceAll("<", "\\u003c");
}
