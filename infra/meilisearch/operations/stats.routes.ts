import type { LiveIndex } from "../index/live-index.ts";
import { type Context, IndexParamsSchema, type Routes } from "./context.ts";

export const statsRoutes: Routes = async (app, { context }) => {
  const { catalog, store } = context;
  app.get("/indexes/:uid/stats", { schema: { params: IndexParamsSchema } }, ({ params }) =>
    indexStats(context, catalog.getOrThrow(params.uid)),
  );

  app.get("/stats", () => {
    const indexes = catalog.all();
    const { pageSize, lastPageNumber } = store.root.getStats() as {
      pageSize: number;
      lastPageNumber: number;
    };
    const databaseSize = pageSize * lastPageNumber;
    const updates = indexes.map(({ record }) => record.updatedAt).sort();
    return {
      databaseSize,
      usedDatabaseSize: databaseSize,
      lastUpdate: updates.at(-1) ?? null,
      indexes: Object.fromEntries(indexes.map((index) => [index.record.uid, indexStats(context, index)])),
    };
  });
};

/** Sizes are not measured: documents share the file with everything else. */
function indexStats({ queue }: Context, index: LiveIndex): Record<string, unknown> {
  const vectors = [...index.vectors.values()];
  return {
    numberOfDocuments: index.documentCount,
    rawDocumentDbSize: 0,
    avgDocumentSize: 0,
    isIndexing: queue.isProcessing(index.record.uid),
    numberOfEmbeddings: index.vectorCount,
    numberOfEmbeddedDocuments: Math.max(0, ...vectors.map(({ documentCount }) => documentCount)),
    fieldDistribution: Object.fromEntries([...index.fieldDistribution].sort(([a], [b]) => (a < b ? -1 : 1))),
  };
}
