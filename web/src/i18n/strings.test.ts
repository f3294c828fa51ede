import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const sourceFolder = fileURLToPath(new URL("..", import.meta.url));
const chineseFiles = readdirSync(sourceFolder, { recursive: true, encoding: "utf8" }).filter((file) =>
  file.endsWith(".zh.json"),
);

// English has a form for one thing and another for many, Chinese has not.
const PLURAL_SUFFIX = /_(one|other)$/;

function keysOf(value: unknown, prefix = ""): string[] {
  if (typeof value !== "object" || value === null) return [prefix.replace(PLURAL_SUFFIX, "")];
  return Object.entries(value).flatMap(([key, nested]) => keysOf(nested, prefix ? `${prefix}.${key}` : key));
}

function readKeys(file: string): string[] {
  const strings: unknown = JSON.parse(readFileSync(`${sourceFolder}/${file}`, "utf8"));
  return [...new Set(keysOf(strings))].sort();
}

describe("string files", () => {
  it("exist for the application itself", () => {
    expect(chineseFiles).toContain("app/app.zh.json");
  });

  it.each(chineseFiles)("%s has the same keys in English", (file) => {
    expect(readKeys(file.replace(".zh.json", ".en.json"))).toEqual(readKeys(file));
  });
});
