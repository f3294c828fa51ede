import { describe, expect, it } from "vitest";
import { findUnfounded } from "./check-words.ts";

const material = [
  "橡胶密封件在海水中老化快，三个月就发硬开裂，预算 80 万元，要求 TRL 6。",
  "氢化丁腈橡胶密封圈，参照 GB/T 1690 浸泡两年后不开裂，拉伸强度保持率大于85%，代号 HNBR-3。",
].join("\n");

describe("words of a chat model", () => {
  it.each([
    ["需求的密封件在海水中老化、发硬开裂，成果的氢化丁腈橡胶正对应这一问题。"],
    ["成果浸泡两年后不开裂，拉伸强度保持率大于85%，符合 GB/T 1690。"],
    ["预算 80 万元；成熟度要求 TRL 6，建议进一步确认。"],
  ])("stand where all they name stands in the material: %s", (sentence) => {
    expect(findUnfounded([sentence], material)).toBeNull();
  });

  it.each([
    ["a number", "拉伸强度保持率达到95%。"],
    ["a number of another unit", "预算 80 元。"],
    ["an identifier", "成果符合 ISO 1817 的要求。"],
    ["another of a family", "成果代号 HNBR-4。"],
    ["a Chinese number", "成果可用五年。"],
    ["a method", "成果采用石墨烯涂层。"],
    ["a quotation", "成果自称“行业首创”。"],
    ["a place of use", "成果已在高铁受电弓上应用。"],
    ["a company", "中车四方已验证过它。"],
  ])("are dropped for %s that stands nowhere", (_, sentence) => {
    expect(findUnfounded(["密封件在海水中老化。", sentence], material)).not.toBeNull();
  });

  it("are dropped where there are none, too many or too long ones", () => {
    expect(findUnfounded([], material)).not.toBeNull();
    expect(findUnfounded(Array(7).fill("密封件老化。"), material)).not.toBeNull();
    expect(findUnfounded(["密封件老化。".repeat(40)], material)).not.toBeNull();
  });
});
