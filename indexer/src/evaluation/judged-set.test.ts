import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { readJudgedSet } from "./judged-set.ts";

it("a judged set names the file and line that is not JSON, and changes its hash with any of its files", async () => {
  const directory = await mkdtemp(join(tmpdir(), "market-set-"));
  const write = (file: string, ...lines: string[]) => writeFile(join(directory, file), lines.join("\n"));
  try {
    await write("demands.jsonl", '{"id":"D1","title":"a"}', "");
    await write("results.jsonl", '{"id":"R1","title":"b"}');
    await write("qrels.jsonl", '{"demand":"D1","result":"R1","grade":2}');
    const set = await readJudgedSet(directory);
    expect(set.demands).toEqual([
      expect.objectContaining({ id: "D1", description: "", kind: null, field: null }),
    ]);
    expect(set.ofDemand.get("D1")).toEqual(new Map([["R1", 2]]));
    expect(set.ofResult.get("R1")).toEqual(new Map([["D1", 2]]));

    await write("qrels.jsonl", '{"demand":"D1","result":"R1","grade":3}');
    expect((await readJudgedSet(directory)).sha256).not.toBe(set.sha256);

    await write("results.jsonl", "{}", "{broken");
    await expect(readJudgedSet(directory)).rejects.toThrow("results.jsonl, line 2: not JSON");
  } finally {
    await rm(directory, { recursive: true });
  }
});
