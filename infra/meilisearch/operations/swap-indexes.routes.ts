import { Type } from "typebox";
import { MeilisearchError, quoteNames } from "../errors.ts";
import { presentEnqueued } from "../tasks/task.ts";
import { IndexUidSchema, type Routes } from "./context.ts";

const SwapsSchema = Type.Array(
  Type.Object(
    {
      indexes: Type.Array(IndexUidSchema, {
        minItems: 2,
        maxItems: 2,
        code: "invalid_swap_indexes",
        missingCode: "missing_swap_indexes",
      }),
      rename: Type.Optional(Type.Literal(false, { code: "invalid_swap_rename" })),
    },
    { additionalProperties: false },
  ),
);

export const swapIndexesRoutes: Routes = async (app, { context: { queue } }) => {
  app.post("/swap-indexes", { schema: { body: SwapsSchema } }, async ({ body }, reply) => {
    const swaps = body.map(({ indexes }) => ({ indexes, rename: false }));
    const uids = swaps.flatMap(({ indexes }) => indexes);
    const duplicates = new Set(uids.filter((uid, i) => uids.indexOf(uid) !== i));
    if (duplicates.size > 0) {
      throw new MeilisearchError(
        "invalid_swap_duplicate_index_found",
        `Indexes must be declared only once during a swap. ${quoteNames(duplicates)} was specified several times.`,
      );
    }
    const task = await queue.enqueue("indexSwap", null, { swaps }, { swaps });
    return reply.status(202).send(presentEnqueued(task));
  });
};
