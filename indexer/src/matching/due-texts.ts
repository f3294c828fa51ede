import type { Models } from "@market/shared/models";
import { textKinds } from "../indexes/index-names.ts";
import { textModelOf } from "../publication/stored-text.ts";

/** Whether any text waits to be indexed, or is being so by any indexer. */
export async function isAnyTextDue(models: Models): Promise<boolean> {
  const due = { "indexing.dueAt": { $type: "date" as const, $lte: new Date() } };
  const found = await Promise.all(textKinds.map((kind) => textModelOf(models, kind).exists(due)));
  return found.some((text) => text !== null);
}
