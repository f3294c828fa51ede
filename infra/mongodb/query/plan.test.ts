import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Document } from "bson";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Catalog } from "../storage/catalog.ts";
import { Store } from "../storage/store.ts";
import { planSelection } from "./plan.ts";
import { parseSort } from "./sort-key.ts";

let folder: string;
let store: Store;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "market-plan-"));
  store = new Store(folder);
});
afterEach(async () => {
  await store.close();
  await rm(folder, { recursive: true, force: true });
});

/** The names of the indexes by which a filter is answered, in a collection with these. */
async function planned(
  indexes: Record<string, Document>,
  filter: Document,
  sort?: Document,
): Promise<string[]> {
  const catalog = await Catalog.load(store);
  const plans = await store.write(() => {
    const collection = catalog.create("test.planned", {});
    for (const [name, { key, ...options }] of Object.entries(indexes))
      catalog.addIndex(collection, { v: 2, key, name, ...options });
    return planSelection(collection, filter, parseSort(sort));
  });
  return plans.map(({ index }) => index.spec.name);
}

describe("an index is chosen", () => {
  const byStatus = { key: { status: 1, at: -1 } };
  const byOwner = { key: { owner: 1 } };

  it.each([
    { title: "for the longest run of equalities", filter: { owner: 1, status: "a", at: 2 }, by: ["status"] },
    { title: "for one type of values", filter: { owner: { $type: "string" } }, by: ["owner"] },
    { title: "for an order that saves a sort", filter: {}, sort: { status: -1, at: 1 }, by: ["status"] },
    {
      title: "for each branch of an $or",
      filter: { body: "x", $or: [{ owner: 1 }, { status: "a" }] },
      by: ["owner", "status"],
    },
    { title: "for all branches or none", filter: { $or: [{ owner: 1 }, { body: "x" }] }, by: [] },
    {
      title: "for the clauses beside an $or first",
      filter: { owner: 1, $or: [{ status: "a" }, { status: "b" }] },
      by: ["owner"],
    },
    { title: "not where a type has several ranks", filter: { owner: { $type: "array" } }, by: [] },
  ])("$title", async ({ filter, sort, by }) => {
    expect(await planned({ status: byStatus, owner: byOwner }, filter, sort)).toEqual(by);
  });
});

describe("a partial index", () => {
  const whole = { key: { dueAt: 1 } };
  const due = { key: { dueAt: 1 }, partialFilterExpression: { dueAt: { $exists: true } } };
  const text = { key: { name: 1 }, partialFilterExpression: { name: { $type: "string" } } };

  it.each([
    {
      title: "wins a tie, because it leaves documents out",
      filter: { dueAt: { $lt: new Date(9) } },
      by: ["due"],
    },
    {
      title: "serves what only asks whether the field exists",
      filter: { dueAt: { $exists: true } },
      by: ["due"],
    },
    { title: "is implied by a value of its type", filter: { name: "a" }, by: ["text"] },
    { title: "is not implied by null", filter: { dueAt: null }, by: ["whole"] },
    { title: "is not implied by a value of another type", filter: { name: 1 }, by: [] },
  ])("$title", async ({ filter, by }) => {
    expect(await planned({ whole, due, text }, filter)).toEqual(by);
  });
});
