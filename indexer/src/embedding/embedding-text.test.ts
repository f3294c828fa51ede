import { describe, expect, it } from "vitest";
import { PASSAGE_MAX_LENGTH, passagesOf } from "./embedding-text.ts";

const words = (body: string, title = "标题", keywords: string[] = ["词"]) => ({ title, keywords, body });

describe("passages of a text", () => {
  it("begin with the title and the keywords", () => {
    expect(passagesOf(words("正文。", "耐海水密封圈", ["橡胶", "老化"]))).toEqual([
      "耐海水密封圈、橡胶、老化",
      "正文。",
    ]);
  });

  it("join sentences for as long as they fit, and cut at a sentence's end", () => {
    const sentence = `${"甲".repeat(89)}。`;
    expect(passagesOf(words(sentence.repeat(3)))).toEqual(["标题、词", sentence.repeat(2), sentence]);
  });

  it("keep decimals whole", () => {
    const [, body] = passagesOf(words("转速由 15.5 Hz 降到 6.2 Hz。"));
    expect(body).toBe("转速由 15.5 Hz 降到 6.2 Hz。");
  });

  it("are never longer than the limit, whatever the sentence", () => {
    const passages = passagesOf(words(`${"长".repeat(950)}，${"😀".repeat(150)}完`));
    expect(passages.every(({ length }) => length <= PASSAGE_MAX_LENGTH)).toBe(true);
    expect(passages.join("")).not.toMatch(/\uFFFD/);
    expect(passages.join("")).toContain("完");
  });

  it("leave out what says nothing, and control characters", () => {
    expect(passagesOf(words("\u0000\u0007。！", "！！", []))).toEqual([]);
  });

  it("are bounded in number for the longest text allowed", () => {
    expect(passagesOf(words("很长的一段说明文字。".repeat(2_000))).length).toBeLessThanOrEqual(32);
  });
});
