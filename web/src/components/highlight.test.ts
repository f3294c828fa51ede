import { describe, expect, it } from "vitest";
import { splitHighlight } from "./highlight.ts";

describe("splitHighlight", () => {
  it("tells marked text from plain text", () => {
    expect(splitHighlight("一种<mark>海水</mark>淡化<mark>膜</mark>")).toEqual([
      { text: "一种", isMarked: false },
      { text: "海水", isMarked: true },
      { text: "淡化", isMarked: false },
      { text: "膜", isMarked: true },
    ]);
  });

  it("keeps other markup as the text it is", () => {
    expect(splitHighlight("<script>a</script><mark><b>x</b></mark>")).toEqual([
      { text: "<script>a</script>", isMarked: false },
      { text: "<b>x</b>", isMarked: true },
    ]);
  });

  it("keeps an unclosed mark as text", () => {
    expect(splitHighlight("a<mark>b")).toEqual([{ text: "a<mark>b", isMarked: false }]);
  });
});
