import { IdParamsSchema } from "@market/shared";
import { Ajv2020, type ErrorObject, type Options, type ValidateFunction } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import type { FastifySchema, RouteOptions } from "fastify";
import fp from "fastify-plugin";
import { type Static, type TObject, Type } from "typebox";

const options: Options = { removeAdditional: false, useDefaults: true, allowUnionTypes: true };

/** Looking for every fault of a larger input would cost seconds: it is told its first one only. */
const MAX_LISTABLE_SIZE = 50_000;

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
    const bodies = createCompiler({ ...options, coerceTypes: false });
    const queries = createCompiler({ ...options, coerceTypes: true });
    app.setValidatorCompiler(({ schema, httpPart }) =>
      httpPart === "querystring" ? queries(schema as object) : bodies(schema as object),
    );
    app.addHook("onRoute", closeShapes);
  },
  { name: "validation" },
);

interface Validator {
  (data: unknown): boolean;
  errors?: ErrorObject[] | null;
}

function createCompiler(options: Options): (schema: object) => Validator {
  const toFirstFault = addFormats.default(new Ajv2020({ ...options, allErrors: false }));
  const toAllFaults = addFormats.default(new Ajv2020({ ...options, allErrors: true }));
  return (schema) => {
    const check = toFirstFault.compile(schema);
    let listing: ValidateFunction | undefined;
    const validate: Validator = (data) => {
      if (check(data)) return true;
      validate.errors = check.errors;
      if (!isLargerThan(MAX_LISTABLE_SIZE, data)) {
        const list = listing ?? toAllFaults.compile(schema);
        listing = list;
        list(data);
        validate.errors = list.errors ?? check.errors;
      }
      return false;
    };
    return validate;
  };
}

/** Whether data has more values and characters than `size`. A loop, because hostile data nests deeper than a stack. */
function isLargerThan(size: number, data: unknown): boolean {
  const values = [data];
  let seen = 0;
  while (values.length > 0 && seen <= size) {
    const value = values.pop();
    seen += typeof value === "string" ? value.length : 1;
    if (typeof value === "object" && value !== null) {
      for (const inner of Object.values(value)) values.push(inner);
    }
  }
  return seen > size;
}

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
