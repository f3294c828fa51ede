import type { FastifyInstance } from "fastify";
import { MeilisearchError, quoteNames } from "../errors.ts";
import { checkIndexUid } from "../index/catalog.ts";
import { readArray, readObject, readStrings, refuse } from "../request/check-value.ts";
import { readJson } from "../request/read-json.ts";
import { presentEnqueued } from "../tasks/task.ts";
import type { Context } from "./context.ts";

const readSwaps = readArray((value, path) =>
  readObject<{ indexes?: string[]; rename?: boolean }>(
    value,
    path,
    {
      indexes: readStrings,
      rename: (rename, at, code) => (rename === false ? false : refuse(rename, at, code)),
    },
    (name) => (name === "rename" ? "invalid_swap_rename" : "invalid_swap_indexes"),
  ),
);

export function registerSwapIndexes(app: FastifyInstance, { queue }: Context): void {
  app.post("/swap-indexes", async (request, reply) => {
    const swaps = readSwaps(readJson(request), "", "bad_request").map(({ indexes, rename = false }, i) => {
      if (indexes === undefined) {
        throw new MeilisearchError("missing_swap_indexes", `Missing field \`indexes\` inside \`[${i}]\``);
      }
      if (indexes.length !== 2) {
        throw new MeilisearchError(
          "invalid_swap_indexes",
          `Two indexes must be given for each swap. The list \`${JSON.stringify(indexes)}\` contains ${indexes.length} indexes.`,
        );
      }
      for (const uid of indexes) checkIndexUid(uid);
      return { indexes, rename };
    });
    const all = swaps.flatMap(({ indexes }) => indexes);
    const duplicates = new Set(all.filter((uid, i) => all.indexOf(uid) !== i));
    if (duplicates.size > 0) {
      throw new MeilisearchError(
        "invalid_swap_duplicate_index_found",
        `Indexes must be declared only once during a swap. ${quoteNames(duplicates)} was specified several times.`,
      );
    }
    const task = await queue.enqueue("indexSwap", null, { swaps }, { swaps });
    return reply.status(202).send(presentEnqueued(task));
  });
}
