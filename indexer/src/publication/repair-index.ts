import type { IndexerContext } from "../indexer-context.ts";
import type { TextKind } from "../indexes/index-names.ts";
import { textKinds } from "../indexes/index-names.ts";
import { makeDue } from "./claim-texts.ts";
import { textModelOf } from "./stored-text.ts";

/** What the store says that an index should hold of a text. */
interface StoredState {
  revision: number;
  isPublished: boolean;
  isKeywordsOnly: boolean;
}

/**
 * Compares both indexes with the store and makes due what differs: texts that are missing, of another revision, or
 * embedded by another model than now answers. What the store knows nothing of leaves the index. Leases and clocks
 * promise nothing, so this is what makes index and store agree in the end.
 */
export async function repairIndexes(context: IndexerContext): Promise<void> {
  for (const kind of textKinds) await repairIndex(context, kind);
}

async function repairIndex(
  { models, indexes, engines, logger }: IndexerContext,
  kind: TextKind,
): Promise<void> {
  const stored = await readStored(kind, models);
  const differing: string[] = [];
  const unknown: string[] = [];
  for await (const states of indexes[kind].states()) {
    for (const { id, revision, vectorModel } of states) {
      const text = stored.get(id);
      stored.delete(id);
      if (text === undefined) {
        unknown.push(id);
        continue;
      }
      // A text may have no passage to embed: without vectors it differs only where the store expects some.
      const hasOldVectors =
        engines.model !== null &&
        vectorModel !== engines.model.identity &&
        (vectorModel !== null || text.isKeywordsOnly);
      if (!text.isPublished || revision !== text.revision || hasOldVectors) differing.push(id);
    }
  }
  const missing = [...stored].filter(([, text]) => text.isPublished).map(([id]) => id);
  await Promise.all(unknown.map((id) => indexes[kind].remove(id)));
  const repaired = await makeDue(models, kind, { _id: { $in: [...differing, ...missing] } });
  if (repaired + unknown.length > 0) {
    logger.info({ kind, repaired, removed: unknown.length }, "index and store differed");
  }
}

async function readStored(
  kind: TextKind,
  models: IndexerContext["models"],
): Promise<Map<string, StoredState>> {
  const texts = await textModelOf(models, kind)
    .find({ status: { $ne: "draft" } })
    .select(["revision", "status", "indexing.keywordsOnly"])
    .lean();
  return new Map(
    texts.map(({ _id, revision, status, indexing }) => [
      _id.toString(),
      { revision, isPublished: status === "published", isKeywordsOnly: indexing.keywordsOnly === true },
    ]),
  );
}
