import { expect, it } from "vitest";
import { EmbeddingQueue } from "./embedding-queue.ts";

const task = (name: string, isCancelled = false) => ({ name, isCancelled: () => isCancelled });
const tasks = (...names: string[]) => names.map((name) => task(name));
type Task = ReturnType<typeof task>;

const takeAllFromBatches = (queue: EmbeddingQueue<Task>) => {
  const names: string[] = [];
  for (let next = queue.takeFromBatch(); next; next = queue.takeFromBatch()) names.push(next.name);
  return names;
};

it("keeps a request of one text apart from requests of several", () => {
  const queue = new EmbeddingQueue<Task>();
  queue.add(tasks("a1", "a2"));
  queue.add(tasks("query"));
  expect(queue.takeQuery()?.name).toBe("query");
  expect(queue.takeQuery()).toBeUndefined();
  expect(takeAllFromBatches(queue)).toEqual(["a1", "a2"]);
});

it("lets batches take turns, so that a short one does not wait for a long one", () => {
  const queue = new EmbeddingQueue<Task>();
  queue.add(tasks("a1", "a2", "a3", "a4"));
  queue.add(tasks("b1", "b2"));
  expect(takeAllFromBatches(queue)).toEqual(["a1", "b1", "a2", "b2", "a3", "a4"]);
});

it("drops what was cancelled while it waited", () => {
  const queue = new EmbeddingQueue<Task>();
  queue.add([task("a1", true), task("a2"), task("a3", true)]);
  queue.add([task("query", true)]);
  expect(queue.takeQuery()).toBeUndefined();
  expect(takeAllFromBatches(queue)).toEqual(["a2"]);
});
