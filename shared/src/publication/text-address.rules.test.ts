import { describe, expect, it } from "vitest";
import { slugOf, textPathOf } from "./text-address.rules.ts";

describe("the address of a text", () => {
  it.each([
    ["刺参育苗水体弧菌快速检测试剂盒", "刺参育苗水体弧菌快速检测试剂盒"],
    ["管路抖动、断裂（低频）", "管路抖动-断裂-低频"],
    ["  IGBT / SiC 模块 ", "igbt-sic-模块"],
    ["../../etc?x=1#y", "etc-x-1-y"],
    ["！？", ""],
  ])("makes %j readable as %j", (title, slug) => {
    expect(slugOf(title)).toBe(slug);
  });

  it("cuts a long title between characters and not within one", () => {
    expect(slugOf("𠮷".repeat(100))).toBe("𠮷".repeat(60));
  });

  it("does without a title that has no letters", () => {
    expect(textPathOf("demands", { id: "0123", title: "…" })).toBe("/demands/0123");
  });

  it("escapes what an address may not hold", () => {
    expect(textPathOf("results", { id: "0123", title: "氢能 阀" })).toBe(
      `/results/0123/${encodeURIComponent("氢能-阀")}`,
    );
  });
});
