import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { VocabularySchema, vocabularies, vocabularyNames } from "@market/shared";
import { Type } from "typebox";

const CACHE_SECONDS = 300;

/** Code lists, with labels in both languages. */
export const vocabularyRoutes: FastifyPluginAsyncTypebox = async (app) => {
  app.get(
    "/api/vocabularies/:name",
    {
      config: { access: "anyone" },
      schema: {
        tags: ["vocabularies"],
        operationId: "getVocabulary",
        summary: "A code list",
        params: Type.Object({ name: Type.Enum(vocabularyNames) }, { additionalProperties: false }),
        response: { 200: VocabularySchema },
      },
    },
    async (request, reply) => {
      const { name } = request.params;
      const { source, validFrom, entries } = vocabularies[name];
      reply.header("cache-control", `public, max-age=${CACHE_SECONDS}`);
      return { name, source, validFrom, items: [...entries] };
    },
  );
};
