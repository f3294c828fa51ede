import { describe, expect, it } from "vitest";
import { chooseQueryTerms } from "./query-terms.ts";
import { termsOf } from "./terms.ts";

describe("query terms", () => {
  const need =
    "我们寻求TC4耐压球壳厚板电子束焊接与球度控制方法，要求按GB/T 35544检验，解决焊接变形、气孔、疲劳强度不足等问题，望尽快联系。";
  const terms = chooseQueryTerms(termsOf({ title: need, keywords: [], body: "" }));

  it("are at most ten words, identifiers first", () => {
    expect(terms.slice(0, 2).toSorted()).toEqual(["GB/T 35544", "TC4"]);
    const words = terms.join(" ").split(/[^\p{L}\p{N}]+/u);
    expect(words.length).toBeLessThanOrEqual(10);
  });

  it("leave out everyday words", () => {
    expect(terms).not.toContain("我们");
    expect(terms).not.toContain("问题");
  });
});
