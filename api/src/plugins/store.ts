import { createModels, initModels, type Models } from "@market/shared/models";
import fp from "fastify-plugin";
import type { Connection } from "mongoose";

declare module "fastify" {
  interface FastifyInstance {
    models: Models;
    connection: Connection;
  }
}

/**
 * Gives routes the collections of one MongoDB connection, their indexes standing. Whoever opened the connection
 * closes it.
 */
export const store = fp<{ connection: Connection }>(
  async (app, { connection }) => {
    app.decorate("connection", connection);
    const models = createModels(connection);
    await initModels(models);
    app.decorate("models", models);
  },
  { name: "store" },
);
