import type { FastifyInstance } from "fastify";
import { readObject } from "../request/check-value.ts";
import { readJson } from "../request/read-json.ts";
import { presentSearch } from "../search/present-search.ts";
import { SEARCH_FIELDS, type SearchParameters, searchCode } from "../search/search-parameters.ts";
import type { Context } from "./context.ts";

export function registerSearch(app: FastifyInstance, { store, catalog }: Context): void {
  app.post<{ Params: { uid: string } }>("/indexes/:uid/search", (request) => {
    const parameters = readObject<SearchParameters>(readJson(request), "", SEARCH_FIELDS, searchCode);
    return presentSearch(store, catalog.getOrThrow(request.params.uid), parameters);
  });
}
