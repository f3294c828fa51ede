/**
 * Holds texts that wait for a worker, in two lanes: queries (a request of one text: somebody is waiting)
 * and batches (a request of several: a backlog). Batches take turns text by text, so that a short one does
 * not wait behind a long one.
 */
export class EmbeddingQueue<Task extends { isCancelled(): boolean }> {
  #queries: Task[] = [];
  #batches: Task[][] = [];

  add(tasks: readonly Task[]): void {
    if (tasks.length === 1) this.#queries.push(...tasks);
    else if (tasks.length > 1) this.#batches.push([...tasks]);
  }

  takeQuery(): Task | undefined {
    for (;;) {
      const task = this.#queries.shift();
      if (!task?.isCancelled()) return task;
    }
  }

  takeFromBatch(): Task | undefined {
    for (;;) {
      const batch = this.#batches.shift();
      if (!batch) return undefined;
      const task = batch.shift();
      if (batch.length > 0) this.#batches.push(batch);
      if (task && !task.isCancelled()) return task;
    }
  }
}
