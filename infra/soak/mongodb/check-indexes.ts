import { decode } from "../../mongodb/bson/codec.ts";
import { Catalog } from "../../mongodb/storage/catalog.ts";
import { entryKey } from "../../mongodb/storage/collection.ts";
import { Store } from "../../mongodb/storage/store.ts";

/**
 * Reads a data folder that no server has open, and compares every entry of every index with what a scan of the
 * documents says it must hold. Throws naming the first index that disagrees.
 */
export async function checkIndexes(dataDir: string): Promise<void> {
  const store = new Store(dataDir);
  try {
    for (const collection of (await Catalog.load(store)).all()) {
      const documents = [...collection.records()].map(({ recordId, bytes }) => ({
        recordId,
        document: decode(bytes),
      }));
      if (documents.length !== collection.count)
        throw new Error(`${collection.namespace}: the count is not that of a scan`);
      for (const index of collection.indexes) {
        const wanted = documents.flatMap(({ recordId, document }) =>
          index.keysOf(document).map((key) => [entryKey(index, key, recordId).toString("hex"), recordId]),
        );
        const stored = [...store.range(index.prefix, index.end)].map(({ key, value }) => [
          key.toString("hex"),
          value.readUIntBE(0, value.length),
        ]);
        const bySize = wanted.sort(([left], [right]) => (left! < right! ? -1 : 1));
        if (JSON.stringify(bySize) !== JSON.stringify(stored)) {
          throw new Error(
            `${collection.namespace}: index ${index.spec.name} does not agree with its documents`,
          );
        }
      }
    }
  } finally {
    await store.close();
  }
}
