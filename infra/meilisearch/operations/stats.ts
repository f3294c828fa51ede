import type { FastifyInstance } from "fastify";
import type { LiveIndex } from "../index/live-index.ts";
import type { Context } from "./context.ts";

export function registerStats(app: FastifyInstance, context: Context): void {
  const { catalog, store } = context;
  app.get<{ Params: { uid: string } }>("/indexes/:uid/stats", ({ params }) =>
    indexStats(context, catalog.getOrThrow(params.uid)),
  );
  app.get("/stats", () => {
    const indexes = catalog.all();
    const { pageSize, lastPageNumber } = store.root.getStats() as {
      pageSize: number;
      lastPageNumber: number;
    };
    const databaseSize = pageSize * lastPageNumber;
    return {
      databaseSize,
      usedDatabaseSize: databaseSize,
      lastUpdate:
        indexes
          .map(({ record }) => record.updatedAt)
          .sort()
          .at(-1) ?? null,
      indexes: Object.fromEntries(indexes.map((index) => [index.record.uid, indexStats(context, index)])),
    };
  });
}

/** Sizes are not measured: documents share the file with everything else. */
function indexStats({ queue }: Context, index: LiveIndex): Record<string, unknown> {
  const vectors = [...index.vectors.values()];
  return {
    numberOfDocuments: index.documentCount,
    rawDocumentDbSize: 0,
    avgDocumentSize: 0,
    isIndexing: queue.isProcessing(index.record.uid),
    numberOfEmbeddings: vectors.reduce((sum, { size }) => sum + size, 0),
    numberOfEmbeddedDocuments: Math.max(0, ...vectors.map(({ documentCount }) => documentCount)),
    fieldDistribution: Object.fromEntries([...index.fieldDistribution].sort(([a], [b]) => (a < b ? -1 : 1))),
  };
}
