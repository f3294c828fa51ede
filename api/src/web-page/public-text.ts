import { type Demand, type Result, textPathOf } from "@market/shared";
import type { Models } from "@market/shared/models";
import { presentDemand } from "../demand/demand.presenter.ts";
import { ApiError } from "../errors.ts";
import { findReadableOrThrow } from "../publication/publication.service.ts";
import { presentOne } from "../publication/publication-page.presenter.ts";
import { presentResult } from "../result/result.presenter.ts";
import type { PageHead } from "./page-head.ts";

const TEXT_PATH = /^\/(demands|results)\/([0-9a-f]{24})(?:\/|$)/;
const MAX_DESCRIPTION_LENGTH = 160;
const FEN_PER_YUAN = 100;

/**
 * What the page of a text says of itself to who does not run its scripts, as a stranger may know it.
 *
 * @returns `undefined` for a path that is no text's page, `null` for a text that is not open to everybody
 */
export async function findPublicText(
  models: Models,
  path: string,
  origin: string,
  at: Date,
): Promise<PageHead | null | undefined> {
  const [, kind, id] = TEXT_PATH.exec(path) ?? [];
  if (kind === undefined || id === undefined) return undefined;
  try {
    return kind === "demands"
      ? headOfDemand(await findDemand(models, id, at), origin)
      : headOfResult(await findResult(models, id, at), origin);
  } catch (error) {
    if (error instanceof ApiError && error.status === 404) return null;
    throw error;
  }
}

async function findDemand(models: Models, id: string, at: Date): Promise<Demand> {
  const demand = await findReadableOrThrow(models, "demand", id, null, at);
  return presentOne(models, demand, (text, owner) => presentDemand(text, owner, null, at));
}

async function findResult(models: Models, id: string, at: Date): Promise<Result> {
  const result = await findReadableOrThrow(models, "result", id, null, at);
  return presentOne(models, result, (text, owner) => presentResult(text, owner, null, at));
}

function headOfDemand(demand: Demand, origin: string): PageHead {
  const head = headOf("demands", demand, demand.description, origin);
  return {
    ...head,
    linkedData: {
      "@context": "https://schema.org",
      "@type": "Demand",
      name: demand.title,
      description: head.description,
      url: head.url,
      availabilityStarts: demand.publishedAt,
      availabilityEnds: demand.deadline,
      ...(demand.budgetFen !== null && priceOf(demand.budgetFen)),
    },
  };
}

function headOfResult(result: Result, origin: string): PageHead {
  const head = headOf("results", result, result.summary, origin);
  return {
    ...head,
    linkedData: {
      "@context": "https://schema.org",
      "@type": "CreativeWork",
      name: result.title,
      description: head.description,
      url: head.url,
      datePublished: result.publishedAt,
      dateModified: result.updatedAt,
      keywords: result.keywords.join(", "),
      creator: { "@type": "Organization", name: result.organisation.name },
      ...(result.priceFen !== null && { offers: { "@type": "Offer", ...priceOf(result.priceFen) } }),
    },
  };
}

function headOf(kind: "demands" | "results", text: Demand | Result, body: string, origin: string): PageHead {
  return {
    title: `${text.title} · 青岛技术转移市场`,
    description: excerptOf(body),
    url: `${origin}${textPathOf(kind, text)}`,
    linkedData: {},
  };
}

function excerptOf(body: string): string {
  const characters = Array.from(body.replaceAll(/\s+/g, " ").trim());
  if (characters.length <= MAX_DESCRIPTION_LENGTH) return characters.join("");
  return `${characters.slice(0, MAX_DESCRIPTION_LENGTH - 1).join("")}…`;
}

function priceOf(fen: number) {
  return { price: (fen / FEN_PER_YUAN).toFixed(2), priceCurrency: "CNY" };
}
