import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { openStore, type Store } from "../storage/store.ts";
import { Catalog } from "./catalog.ts";
import { LiveIndex } from "./live-index.ts";

let dataDir: string;
let store: Store;
const warn = vi.fn();

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "meilisearch-"));
  store = openStore(dataDir);
  warn.mockReset();
});

afterEach(async () => {
  await store.root.close();
  await rm(dataDir, { recursive: true });
});

/** An index of documents with 250 vectors each. */
function indexWith(catalog: Catalog, vectorCount: number): LiveIndex {
  const embedders = { default: { source: "userProvided", dimensions: 1 } };
  const index = new LiveIndex({ ...catalog.newRecord("texts", "id"), settings: { embedders } });
  for (let docid = 0; docid < vectorCount / 250; docid++) {
    const vectors = new Map([["default", Array.from({ length: 250 }, () => Float32Array.of(1))]]);
    const text = { lemmas: [], places: [] };
    index.put({ docid, externalId: String(docid), document: { id: docid }, text, vectors });
  }
  return index;
}

test("past 30,000 vectors the log advises a real Meilisearch, once", async () => {
  const catalog = await Catalog.load(store, { warn });
  catalog.set(indexWith(catalog, 30_000));
  expect(warn).not.toHaveBeenCalled();
  catalog.set(indexWith(catalog, 30_250));
  catalog.set(indexWith(catalog, 31_000));
  expect(warn).toHaveBeenCalledExactlyOnceWith(
    { vectors: 30_250 },
    expect.stringContaining("set MEILI_URL to a real Meilisearch"),
  );
});

test("more than 200,000 documents or vectors are refused with database_size_limit_reached", async () => {
  const catalog = await Catalog.load(store, { warn });
  catalog.set(indexWith(catalog, 1_000));
  catalog.assertRoomFor({ documents: 0, vectors: 199_000 });
  const refusal = expect.objectContaining({ code: "database_size_limit_reached" });
  expect(() => catalog.assertRoomFor({ documents: 0, vectors: 199_001 })).toThrow(refusal);
  expect(() => catalog.assertRoomFor({ documents: 200_000, vectors: 0 })).toThrow(refusal);
});
