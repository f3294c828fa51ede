import { isUtf8 } from "node:buffer";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { MeilisearchError } from "../errors.ts";
import { isObject, parseJson } from "./json.ts";

/** Takes JSON bodies only, and says in Meilisearch's words what is wrong with another. */
export function acceptJson(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser<Buffer>("application/json", { parseAs: "buffer" }, (request, body, done) => {
    if (!isUtf8(body)) return done(malformed(request, "invalid unicode code point"));
    const text = body.toString();
    // Clients name the content type of every call, whether or not there is something to send.
    if (text.trim() === "") return done(null, undefined);
    try {
      done(null, parseJson(text));
    } catch (error) {
      done(malformed(request, (error as Error).message));
    }
  });
  app.addContentTypeParser("*", (request, _payload, done) => done(wrongContentType(request)));
  app.addHook("preValidation", async (request) => {
    if (request.routeOptions.schema?.body && request.body === undefined) {
      throw new MeilisearchError("missing_payload", "A json payload is missing.");
    }
  });
}

/** A hook for bodies in which a null counts as absent. */
export async function dropNulls({ body }: FastifyRequest): Promise<void> {
  dropNullsInside(body);
}

function dropNullsInside(value: unknown): void {
  if (Array.isArray(value)) for (const item of value) dropNullsInside(item);
  if (!isObject(value)) return;
  for (const [name, field] of Object.entries(value)) {
    if (field === null) delete value[name];
    else dropNullsInside(field);
  }
}

function malformed(request: FastifyRequest, reason: string): MeilisearchError {
  const isOfDocuments = request.routeOptions.url?.endsWith("/documents");
  return new MeilisearchError(
    "malformed_payload",
    isOfDocuments
      ? `The \`json\` payload provided is malformed. \`Couldn't serialize document value: ${reason}\`.`
      : `The json payload provided is malformed. \`${reason}\`.`,
  );
}

function wrongContentType(request: FastifyRequest): MeilisearchError {
  const accepted = "Accepted values for the Content-Type header are: `application/json`";
  const given = request.headers["content-type"];
  return given === undefined
    ? new MeilisearchError("missing_content_type", `A Content-Type header is missing. ${accepted}`)
    : new MeilisearchError("invalid_content_type", `The Content-Type \`${given}\` is invalid. ${accepted}`);
}
