import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { allVocabularies, type VocabularyName, VocabularySchema, vocabularyNames } from "@market/shared";
import { Type } from "typebox";
import { ApiError } from "../errors.ts";

const CACHE_SECONDS = 300;

/** Code lists, with labels in both languages. */
export const vocabularyRoutes: FastifyPluginAsyncTypebox = async (app) => {
  app.get(
    "/api/vocabularies/:name",
    {
      config: { access: "anyone", ignoresCaller: true },
      schema: {
        tags: ["vocabularies"],
        operationId: "getVocabulary",
        summary: "A code list",
        params: Type.Object({ name: Type.String({ maxLength: 60 }) }, { additionalProperties: false }),
        response: { 200: VocabularySchema },
      },
    },
    async (request, reply) => {
      const { name } = request.params;
      if (!isVocabularyName(name)) throw new ApiError("record.notFound");
      const { source, validFrom, entries } = allVocabularies[name];
      reply.header("cache-control", `public, max-age=${CACHE_SECONDS}`);
      return { name, source, validFrom, items: [...entries] };
    },
  );
};

function isVocabularyName(name: string): name is VocabularyName {
  return (vocabularyNames as string[]).includes(name);
}
