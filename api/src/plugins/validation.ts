import { IdParamsSchema } from "@market/shared";
import { Ajv, type Options } from "ajv";
import addFormats from "ajv-formats";
import type { FastifySchema, RouteOptions } from "fastify";
import fp from "fastify-plugin";
import { type Static, type TObject, Type } from "typebox";

const options: Options = {
  removeAdditional: false,
  useDefaults: true,
  allErrors: true,
  allowUnionTypes: true,
};

const NoQuerySchema = Type.Object({}, { additionalProperties: false });
const WRITING_METHODS = new Set(["POST", "PUT", "PATCH"]);

/** A body that may be left out altogether, for acts that need no words. */
export function optionalBody<T extends TObject>(schema: T) {
  // Fastify hands a missing body to the validator as null.
  return Type.Unsafe<Static<T> | null>({ ...schema, type: ["object", "null"] });
}

/**
 * Checks what comes in with Ajv: bodies as they are, query strings coerced, unknown fields of either refused.
 * A route that declares no body, query or id takes none, rather than anything.
 */
export const validation = fp(
  async (app) => {
    const bodies = addFormats.default(new Ajv({ ...options, coerceTypes: false }));
    const queries = addFormats.default(new Ajv({ ...options, coerceTypes: true }));
    app.setValidatorCompiler(({ schema, httpPart }) =>
      (httpPart === "querystring" ? queries : bodies).compile(schema as object),
    );
    app.addHook("onRoute", closeShapes);
  },
  { name: "validation" },
);

function closeShapes(route: RouteOptions): void {
  const schema: FastifySchema = { ...route.schema };
  schema.querystring ??= NoQuerySchema;
  if (route.url.includes("/:")) schema.params ??= IdParamsSchema;
  const methods = [route.method].flat();
  if (methods.some((method) => WRITING_METHODS.has(method)) && !schema.consumes) {
    schema.body ??= optionalBody(Type.Object({}, { additionalProperties: false }));
  }
  route.schema = schema;
}
