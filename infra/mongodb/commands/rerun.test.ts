import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Document } from "bson";
import { expect, it } from "vitest";
import { decode } from "../bson/codec.ts";
import { ChangeLog } from "../change-log.ts";
import { Cursors } from "../cursors.ts";
import { Catalog } from "../storage/catalog.ts";
import { Store } from "../storage/store.ts";
import { answerCommand } from "./answer.ts";
import type { ServerState } from "./command.ts";

const SEED: Document[] = [
  { insert: "kept", documents: [1, 2, 3].map((n) => ({ _id: n, n, tags: [n] })) },
  { createIndexes: "kept", indexes: [{ key: { n: 1 }, name: "n", unique: true }] },
  { insert: "target", documents: [{ _id: 1, old: true }] },
];

const COMMANDS: Document[] = [
  { insert: "kept", documents: [{ _id: 4, n: 4, tags: [1, 2] }] },
  { insert: "made", documents: [{ _id: 1 }] },
  {
    insert: "kept",
    documents: [
      { _id: 5, n: 1 },
      { _id: 6, n: 6 },
    ],
    ordered: false,
  },
  { update: "kept", updates: [{ q: {}, u: { $inc: { n: 10 }, $push: { tags: 0 } }, multi: true }] },
  { update: "kept", updates: [{ q: { _id: 9 }, u: { $set: { n: 9 } }, upsert: true }] },
  { update: "kept", updates: [{ q: {}, u: { $set: { n: 1 } }, multi: true }] },
  { update: "made", updates: [{ q: { _id: 1 }, u: { $inc: { n: 1 } }, upsert: true }] },
  { delete: "kept", deletes: [{ q: { n: { $lt: 3 } }, limit: 1 }] },
  { findAndModify: "kept", query: { _id: 1 }, update: { $inc: { n: 50 } }, new: true },
  { findAndModify: "kept", query: { _id: 1 }, remove: true },
  { createIndexes: "kept", indexes: [{ key: { tags: 1 }, name: "tags" }] },
  {
    createIndexes: "kept",
    indexes: [
      { key: { x: 1 }, name: "x" },
      { key: { y: 1 }, name: "y", unique: true },
    ],
  },
  { dropIndexes: "kept", index: "n" },
  { create: "made" },
  { drop: "kept" },
  { dropDatabase: 1 },
  { renameCollection: "test.kept", to: "test.target", dropTarget: true },
  { renameCollection: "test.kept", to: "test.kept", dropTarget: true },
  { aggregate: "kept", pipeline: [{ $project: { n: 1 } }, { $out: "target" }], cursor: {} },
  { aggregate: "kept", pipeline: [{ $project: { n: { $substr: [1] } } }, { $out: "target" }], cursor: {} },
  { aggregate: "kept", pipeline: [{ $merge: { into: "target", whenMatched: "merge" } }], cursor: {} },
];

/** What one command answers and leaves behind, in a store of its own: now, and after it has been opened again. */
async function outcomeOf(command: Document, { hasFailingNeighbour }: { hasFailingNeighbour: boolean }) {
  const folder = await mkdtemp(join(tmpdir(), "market-rerun-"));
  const store = new Store(folder);
  const cursors = new Cursors();
  const state: ServerState = {
    catalog: await Catalog.load(store),
    cursors,
    changes: new ChangeLog(),
    startedAt: new Date(),
  };
  for (const seed of SEED) await answerCommand({ ...seed, $db: "test" }, state);
  const followed = ["kept", "made", "target"].map((name) =>
    state.changes.follow(`test.${name}`, undefined, ({ kind, documentKey }) => ({ kind, documentKey })),
  );
  const neighbour = () => {
    store.put(Buffer.from("\xff", "latin1"), Buffer.alloc(1));
    throw new Error("failed half-way");
  };
  const [answer] = await Promise.all([
    answerCommand({ ...command, $db: "test" }, state),
    hasFailingNeighbour ? store.write(neighbour).catch(() => {}) : null,
  ]);
  const events = followed.map(async (source) => (await source.next(100, 0)).documents.map(withoutToken));
  const outcome = {
    answer: JSON.stringify(answer),
    events: await Promise.all(events),
    left: contentOf(state.catalog),
  };
  cursors.close();
  await store.close();
  const reopened = new Store(folder);
  const again = contentOf(await Catalog.load(reopened));
  await reopened.close();
  await rm(folder, { recursive: true, force: true });
  return { ...outcome, again };
}

function withoutToken(bytes: Buffer): Document {
  const { _id, ...event } = decode(bytes);
  return event;
}

function contentOf(catalog: Catalog): Document[] {
  return catalog
    .all()
    .sort((left, right) => (left.namespace < right.namespace ? -1 : 1))
    .map((collection) => ({
      namespace: collection.namespace,
      indexes: collection.indexes.map(({ spec, isMultikey, prefix, end }) => [
        spec,
        isMultikey,
        collection.store.count(prefix, end),
      ]),
      documents: [...collection.records()].map(({ bytes }) => decode(bytes)),
    }));
}

it.each(COMMANDS.map((command) => [JSON.stringify(command), command] as const))(
  "%s does the same when an act beside it fails and both run again",
  async (_title, command) => {
    const alone = await outcomeOf(command, { hasFailingNeighbour: false });
    expect(alone.again).toEqual(alone.left);
    expect(await outcomeOf(command, { hasFailingNeighbour: true })).toEqual(alone);
  },
);
