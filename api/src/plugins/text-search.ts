import type { Search, SearchAnswer } from "@market/indexer/search";
import type { FastifyRequest } from "fastify";
import fp from "fastify-plugin";
import { addressOf } from "../caller.ts";
import { ApiError } from "../errors.ts";
import { type SearchRequest, TextSearch } from "../publication/text-search.ts";

declare module "fastify" {
  interface FastifyInstance {
    /** Searches on behalf of a request: a stranger's is kept for a moment, and each address may make so many a minute. */
    findTexts(request: FastifyRequest, search: SearchRequest): Promise<SearchAnswer>;
  }
}

/** Gives routes search by words, fit for strangers. */
export const textSearch = fp<{ search: Search; anonymousSearchesPerMinute: number }>(
  async (app, { search, anonymousSearchesPerMinute }) => {
    const textSearch = new TextSearch(search);
    const countSearch = app.createRateLimit({
      max: anonymousSearchesPerMinute,
      timeWindow: "1 minute",
      keyGenerator: addressOf,
    });
    app.decorate("findTexts", async (request: FastifyRequest, wanted: SearchRequest) => {
      if (request.caller !== null) return textSearch.find(wanted);
      if (!textSearch.isKept(wanted)) {
        const limit = await countSearch(request);
        if (!limit.isAllowed && limit.isExceeded) {
          throw new ApiError("request.tooMany", { retryAfterSeconds: limit.ttlInSeconds });
        }
      }
      return textSearch.findKept(wanted);
    });
  },
  { name: "text-search", dependencies: ["session"] },
);
