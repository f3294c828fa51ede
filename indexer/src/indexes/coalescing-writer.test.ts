import { describe, expect, it } from "vitest";
import { CoalescingWriter } from "./coalescing-writer.ts";

describe("a coalescing writer", () => {
  it("sends the first at once and what gathers meanwhile as one batch, in order", async () => {
    const batches: number[][] = [];
    let release = () => {};
    const firstMayEnd = new Promise<void>((resolve) => {
      release = resolve;
    });
    const writer = new CoalescingWriter<number>(async (items) => {
      batches.push(items);
      if (batches.length === 1) await firstMayEnd;
    });
    const first = writer.write(1);
    await Promise.resolve();
    await new Promise<void>((resolve) => setImmediate(resolve));
    const others = [writer.write(2), writer.write(3)];
    release();
    await Promise.all([first, ...others]);
    expect(batches).toEqual([[1], [2, 3]]);
  });

  it("tells a batch's failure to its own callers only", async () => {
    const writer = new CoalescingWriter<string>(async (items) => {
      if (items.includes("bad")) throw new Error("refused");
    });
    const bad = writer.write("bad");
    await expect(bad).rejects.toThrow("refused");
    await expect(writer.write("good")).resolves.toBeUndefined();
  });
});
