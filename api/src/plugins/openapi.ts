import swagger from "@fastify/swagger";
import swaggerUi from "@fastify/swagger-ui";
import { ProblemSchema } from "@market/shared";
import fp from "fastify-plugin";

/** Describes the API from its routes' own schemas: `GET /api/openapi.json`, and a page to try it at `/docs`. */
export const openapi = fp(
  async (app) => {
    await app.register(swagger, {
      openapi: {
        openapi: "3.1.0",
        info: {
          title: "Technology transfer market",
          description: "Demands, results, pairings, technology contracts and turnover of a city.",
          version: "0.1.0",
        },
        components: {
          securitySchemes: { session: { type: "apiKey", in: "cookie", name: "session" } },
        },
      },
      transform: ({ schema, url, route }) => {
        const isOpen = route.config?.access === "anyone";
        return {
          url,
          schema: {
            ...schema,
            ...(route.config?.access === undefined && { hide: true }),
            security: isOpen ? [] : [{ session: [] }],
            response: {
              ...(schema?.response as object | undefined),
              default: {
                description: "What went wrong, as RFC 9457 has it",
                content: { "application/problem+json": { schema: ProblemSchema } },
              },
            },
          },
        };
      },
    });
    app.get("/api/openapi.json", { config: { access: "anyone" }, schema: { hide: true } }, async () =>
      app.swagger(),
    );
    await app.register(swaggerUi, { routePrefix: "/docs", uiConfig: { deepLinking: true } });
  },
  { name: "openapi" },
);
