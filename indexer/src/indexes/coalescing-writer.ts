/**
 * Gathers writes while one is under way, and sends what has gathered as the next: one document alone goes out at
 * once, a backlog in batches, in the order given. Each caller learns the fate of the batch its items went with.
 */
export class CoalescingWriter<Item> {
  readonly #write: (items: Item[]) => Promise<void>;
  #waiting: Item[] = [];
  #next: Promise<void> | null = null;
  #current: Promise<void> = Promise.resolve();

  constructor(write: (items: Item[]) => Promise<void>) {
    this.#write = write;
  }

  write(item: Item): Promise<void> {
    this.#waiting.push(item);
    this.#next ??= this.#current
      .catch(() => {
        // Reported to those whose batch it was; the next batch has its own fate.
      })
      .then(() => {
        const items = this.#waiting;
        this.#waiting = [];
        this.#current = this.#next!;
        this.#next = null;
        return this.#write(items);
      });
    return this.#next;
  }
}
