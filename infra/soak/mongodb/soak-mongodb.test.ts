import { expect, it } from "vitest";
import { soakMongodb } from "./soak-mongodb.ts";

it("finds nothing lost and nothing torn when the server is killed under load, or the power is cut", async () => {
  const seed = Date.now() % 2 ** 32;
  console.log(`seed ${seed}`);
  expect(await soakMongodb({ kills: 4, seed })).toMatchObject({ kills: 4 });
}, 120_000);
