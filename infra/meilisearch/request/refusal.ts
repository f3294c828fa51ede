import type { FastifySchemaValidationError } from "fastify";
import { MeilisearchError, quoteNames } from "../errors.ts";

/** A node of a JSON schema with the keywords of `schema.ts`. */
interface SchemaNode {
  type?: string;
  properties?: Record<string, SchemaNode>;
  items?: SchemaNode;
  patternProperties?: Record<string, SchemaNode>;
  enum?: unknown[];
  code?: string;
  codePrefix?: string;
  missingCode?: string;
  expected?: string;
  invalid?: string;
}

const MAX_SHOWN_LENGTH = 200;

/** What Ajv says of a fault, `verbose` as it is. */
type Fault = FastifySchemaValidationError & { data?: unknown };

/** Names the first fault of a body, a query string or a URL in Meilisearch's words. */
export function refuse(
  fault: Fault,
  schema: SchemaNode,
  part: "body" | "querystring" | "params",
): MeilisearchError {
  const path = fault.instancePath
    .split("/")
    .slice(1)
    .map((segment) => segment.replaceAll("~1", "/").replaceAll("~0", "~"));
  const { node, code } = locate(schema, path);
  const where = path.map((segment) => (/^\d+$/.test(segment) ? `[${segment}]` : `.${segment}`)).join("");
  if (fault.keyword === "pattern" && node.invalid) {
    return new MeilisearchError(code, `\`${String(fault.data)}\` ${node.invalid}`);
  }
  if (part !== "body") return refuseParameter(fault, node, code, path[0]);
  switch (fault.keyword) {
    case "required": {
      const name = fault.params.missingProperty as string;
      const missing = node.properties?.[name]?.missingCode ?? code;
      return new MeilisearchError(missing, `Missing field \`${name}\`${inside(where)}`);
    }
    case "additionalProperties": {
      const name = fault.params.additionalProperty as string;
      const known = quoteNames(Object.keys(node.properties ?? {}));
      return new MeilisearchError(
        code,
        `Unknown field \`${name}\`${inside(where)}: expected one of ${known}`,
      );
    }
    case "not":
      return new MeilisearchError(code, `\`${where}\` is not supported by the embedded server.`);
    case "enum":
      return new MeilisearchError(
        code,
        `Unknown value \`${show(fault.data)}\` at \`${where}\`: expected one of ${quoteNames((node.enum ?? []).map(show))}`,
      );
    case "type":
    case "minimum":
    case "maximum":
      if (fault.keyword !== "type" && node.expected === undefined) return outOfRange(path, where, code);
      return wrongType(fault.data, where, node.expected ?? nameType(node.type), code);
    default:
      return new MeilisearchError(code, `Invalid value at \`${where}\`: it ${fault.message}.`);
  }
}

function refuseParameter(
  fault: Fault,
  node: SchemaNode,
  code: string,
  name: string | undefined,
): MeilisearchError {
  if (name === undefined) {
    return new MeilisearchError(
      code,
      `Unknown parameter \`${fault.params.additionalProperty}\`: expected one of ${quoteNames(Object.keys(node.properties ?? {}))}`,
    );
  }
  if (fault.keyword === "not") {
    return new MeilisearchError(code, `\`${name}\` is not supported by the embedded server.`);
  }
  return new MeilisearchError(
    code,
    `Invalid value in parameter \`${name}\`: could not parse \`${String(fault.data)}\` as ${node.expected ?? "a single value"}`,
  );
}

/** The schema at a path, and the code of a fault there. */
function locate(schema: SchemaNode, path: string[]): { node: SchemaNode; code: string } {
  let node = schema;
  let code = schema.code ?? "bad_request";
  for (const segment of path) {
    const { codePrefix } = node;
    const [free] = Object.values(node.patternProperties ?? {});
    node = node.properties?.[segment] ?? node.items ?? free ?? {};
    if (node.code !== undefined) ({ code } = node);
    // Meilisearch names its codes after the fields: `invalid_search_` + `crop_length`.
    else if (codePrefix !== undefined) code = codePrefix + snakeCase(segment);
  }
  return { node, code };
}

export function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

function inside(where: string): string {
  return where === "" ? "" : ` inside \`${where}\``;
}

function outOfRange(path: string[], where: string, code: string): MeilisearchError {
  return new MeilisearchError(
    code,
    `Invalid value at \`${where}\`: the value of \`${path.at(-1)}\` is invalid, expected a float between \`0.0\` and \`1.0\`.`,
  );
}

function wrongType(value: unknown, where: string, expected: string, code: string): MeilisearchError {
  return new MeilisearchError(
    code,
    `Invalid value type at \`${where}\`: expected ${expected}, but found ${describe(value)}`,
  );
}

function nameType(type = "value"): string {
  return /^[aeio]/.test(type) ? `an ${type}` : `a ${type}`;
}

function describe(value: unknown): string {
  return value === null ? "null" : `${describeType(value)}: \`${show(value)}\``;
}

function show(value: unknown): string {
  const shown = typeof value === "string" ? value : JSON.stringify(value);
  return shown.length > MAX_SHOWN_LENGTH ? `${shown.slice(0, MAX_SHOWN_LENGTH)}…` : shown;
}

function describeType(value: unknown): string {
  if (Array.isArray(value)) return "an array";
  if (typeof value === "object") return "an object";
  if (typeof value !== "number" || !Number.isInteger(value)) return `a ${typeof value}`;
  return value < 0 ? "a negative integer" : "a positive integer";
}
