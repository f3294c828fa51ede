import type { FastifyInstance } from "fastify";
import { readJson } from "../request/read-json.ts";
import { presentSearch } from "../search/present-search.ts";
import { readSearch, readSearchQuery } from "../search/search-parameters.ts";
import type { Context } from "./context.ts";

interface IndexParams {
  uid: string;
}

export function registerSearch(app: FastifyInstance, { store, catalog }: Context): void {
  app.post<{ Params: IndexParams }>("/indexes/:uid/search", (request) => {
    const parameters = readSearch(readJson(request));
    return presentSearch(store, catalog.getOrThrow(request.params.uid), parameters);
  });
  app.get<{ Params: IndexParams }>("/indexes/:uid/search", (request) => {
    const parameters = readSearchQuery(request.query);
    return presentSearch(store, catalog.getOrThrow(request.params.uid), parameters);
  });
}
