import { textPathOf } from "@market/shared";
import type { Models } from "@market/shared/models";
import { type SitemapItemLoose, SitemapStream, streamToPromise } from "sitemap";
import { openFilter } from "../publication/publication.filter.ts";
import { modelOf, type PublicationKind } from "../publication/publication.store.ts";

/** Pages for everybody that are no single text's. */
const publicPaths = ["/", "/results", "/demands", "/good-results", "/marine", "/verify"];
/** What one sitemap may list, by the protocol: https://www.sitemaps.org/protocol.html */
const MAX_ADDRESSES = 50_000;

/** The addresses of all pages that are open to everybody, as XML for search engines. */
export async function buildSitemap(models: Models, origin: string, at: Date): Promise<Buffer> {
  const [demands, results] = await Promise.all([
    textAddresses(models, "demand", at),
    textAddresses(models, "result", at),
  ]);
  const addresses: SitemapItemLoose[] = [...publicPaths.map((url) => ({ url })), ...demands, ...results];
  const stream = new SitemapStream({ hostname: origin });
  for (const address of addresses.slice(0, MAX_ADDRESSES)) stream.write(address);
  stream.end();
  return streamToPromise(stream);
}

async function textAddresses(models: Models, kind: PublicationKind, at: Date): Promise<SitemapItemLoose[]> {
  const texts = await modelOf(models, kind)
    .find({ $and: [openFilter(at), { visibility: "public" }] })
    .select("title updatedAt publishedAt")
    .sort({ publishedAt: -1, _id: -1 })
    .limit(MAX_ADDRESSES)
    .lean<{ _id: unknown; title: string; updatedAt: Date }[]>();
  return texts.map(({ _id, title, updatedAt }) => ({
    url: textPathOf(`${kind}s`, { id: String(_id), title }),
    lastmod: updatedAt.toISOString(),
  }));
}
