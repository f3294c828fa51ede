import { describe, expect, it } from "vitest";
import { withHead } from "./page-head.ts";

const html = '<head><meta name="description" content="old" /><title>old</title></head>';

describe("the head of a page", () => {
  it("takes the place of the one the app was built with", () => {
    const page = withHead(html, {
      title: "新",
      description: "说明",
      url: "https://m.example/x",
      linkedData: {},
    });
    expect(page).toContain("<title>新</title>");
    expect(page).toContain('<meta name="description" content="说明" />');
    expect(page).toContain('<link rel="canonical" href="https://m.example/x" />');
    expect(page).not.toContain("old");
  });

  it("lets no words of people's own out of their place", () => {
    const hostile = `</title></script><script>alert(1)</script>"'&$&$1`;
    const page = withHead(html, {
      title: hostile,
      description: hostile,
      url: `https://m.example/${hostile}`,
      linkedData: { name: hostile },
    });
    expect(page.match(/<script/g)).toHaveLength(1);
    expect(page.match(/<\/script>/g)).toHaveLength(1);
    expect(page).not.toContain("<script>alert");
    const data = /<script type="application\/ld\+json">(.*)<\/script>/.exec(page)?.[1] ?? "";
    expect(JSON.parse(data)).toEqual({ name: hostile });
  });
});
