import { textPathOf } from "@market/shared";
import type { Models } from "@market/shared/models";
import { Feed } from "feed";
import { presentDemand } from "../demand/demand.presenter.ts";
import { listTexts } from "../publication/publication-list.service.ts";
import { presentPage } from "../publication/publication-page.presenter.ts";
import { presentResult } from "../result/result.presenter.ts";
import { escapeHtml } from "../web-page/escape-html.ts";

const NEWEST_COUNT = 50;

export type FeedKind = "demands" | "results";

const titles: Record<FeedKind, string> = {
  demands: "青岛技术转移市场 · 最新技术需求",
  results: "青岛技术转移市场 · 最新科技成果",
};

interface FeedText {
  id: string;
  title: string;
  text: string;
  field: string;
  organisation: { name: string } | null;
  publishedAt: string | null;
  updatedAt: string;
}

/** The newest texts of a kind that are open to everybody, for feed readers. */
export async function buildTextFeed(models: Models, kind: FeedKind, origin: string, at: Date): Promise<Feed> {
  const texts = kind === "demands" ? await newestDemands(models, at) : await newestResults(models, at);
  const feed = new Feed({
    id: `${origin}/${kind}`,
    link: `${origin}/${kind}`,
    title: titles[kind],
    language: "zh-CN",
    copyright: "青岛技术转移市场",
    generator: false,
    updated: new Date(texts[0]?.publishedAt ?? at),
    feedLinks: { atom: `${origin}/feeds/${kind}.atom`, rss: `${origin}/feeds/${kind}.rss` },
  });
  for (const text of texts) {
    const link = `${origin}${textPathOf(kind, text)}`;
    feed.addItem({
      // Without the title, which may change: what is edited is not a new entry.
      id: `${origin}/${kind}/${text.id}`,
      guid: `${origin}/${kind}/${text.id}`,
      link,
      // The feed calls both HTML, and its readers show them as that.
      title: escapeHtml(text.title),
      description: escapeHtml(text.text),
      ...(text.organisation !== null && { author: [{ name: text.organisation.name }] }),
      category: [{ name: text.field }],
      published: new Date(text.publishedAt ?? text.updatedAt),
      date: new Date(text.updatedAt),
    });
  }
  return feed;
}

async function newestDemands(models: Models, at: Date): Promise<FeedText[]> {
  const found = await listTexts(models, "demand", { pageSize: NEWEST_COUNT }, {}, {}, null, at);
  const { items } = await presentPage(models, found, (text, owner) => presentDemand(text, owner, null, at));
  return items.map((demand) => ({ ...demand, text: demand.description }));
}

async function newestResults(models: Models, at: Date): Promise<FeedText[]> {
  const found = await listTexts(models, "result", { pageSize: NEWEST_COUNT }, {}, {}, null, at);
  const { items } = await presentPage(models, found, (text, owner) => presentResult(text, owner, null, at));
  return items.map((result) => ({ ...result, text: result.summary }));
}
