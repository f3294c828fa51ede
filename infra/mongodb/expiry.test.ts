import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { ChangeLog } from "./change-log.ts";
import { answerCommand } from "./commands/answer.ts";
import { Cursors } from "./cursors.ts";
import { sweepExpired } from "./expiry.ts";
import { Catalog } from "./storage/catalog.ts";
import { Store } from "./storage/store.ts";

describe("a TTL sweep", () => {
  it("deletes what is past its time, and leaves documents without a date", async () => {
    const folder = await mkdtemp(join(tmpdir(), "market-expiry-"));
    const store = new Store(folder);
    const state = {
      catalog: await Catalog.load(store),
      cursors: new Cursors(),
      changes: new ChangeLog(),
      startedAt: new Date(),
    };
    const answer = (body: object) => answerCommand({ ...body, $db: "test" }, state);
    await answer({
      createIndexes: "c",
      indexes: [{ key: { expiresAt: 1 }, name: "expiresAt_1", expireAfterSeconds: 60 }],
    });
    const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000);
    const documents = [
      { expiresAt: minutesAgo(2) },
      { expiresAt: minutesAgo(0) },
      { expiresAt: "never" },
      {},
    ];
    await answer({ insert: "c", documents });
    expect(await sweepExpired(state)).toBe(1);
    expect(await answer({ count: "c" })).toMatchObject({ n: 3 });
    state.cursors.close();
    await store.close();
    await rm(folder, { recursive: true });
  });
});
