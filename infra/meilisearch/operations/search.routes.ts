import { dropNulls } from "../request/json-body.ts";
import { presentSearch } from "../search/present-search.ts";
import { SearchParametersSchema } from "../search/search-parameters.ts";
import { IndexParamsSchema, type Routes } from "./context.ts";

export const searchRoutes: Routes = async (app, { context: { store, catalog } }) => {
  app.post(
    "/indexes/:uid/search",
    { schema: { params: IndexParamsSchema, body: SearchParametersSchema }, preValidation: dropNulls },
    ({ params, body }) => presentSearch(store, catalog.getOrThrow(params.uid), body),
  );
};
