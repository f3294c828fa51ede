import { describe, expect, it } from "vitest";
import { fieldClassifications } from "./field-classification.data.ts";
import { allVocabularies, type VocabularyName, vocabularyNames } from "./registration.schema.ts";

/** Where the parents of a list stand, if it has any. */
const parentLists: Partial<Record<VocabularyName, VocabularyName>> = {
  "contract-subtypes": "contract-types",
  "technology-subareas": "technology-areas",
  gbt4754: "gbt4754-sections",
  "plan-sources": "plan-sources",
  "party-types": "party-types",
};

describe("the vocabularies", () => {
  it.each(vocabularyNames)("%s has a source, a date, and each code and label once", (name) => {
    const { source, validFrom, entries } = allVocabularies[name];
    expect(source).not.toBe("");
    expect(validFrom).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    const codes = entries.map(({ code }) => code);
    expect(new Set(codes).size).toBe(codes.length);
    const isWhole = entries.every(({ zh, en }) => zh !== "" && en !== "");
    expect(isWhole).toBe(true);
  });

  it.each(Object.entries(parentLists))("every entry of %s stands under one of %s", (name, parentName) => {
    const known = new Set<string>(allVocabularies[parentName].entries.map(({ code }) => code));
    const entries: readonly { code: string; parent?: string }[] =
      allVocabularies[name as VocabularyName].entries;
    const parents = entries.flatMap(({ parent }) => parent ?? []);
    expect(parents.filter((parent) => !known.has(parent))).toEqual([]);
    expect(parents.length).toBeGreaterThan(0);
  });

  it("has the 97 divisions of the industries, numbered through", () => {
    const codes = allVocabularies.gbt4754.entries.map(({ code }) => code);
    expect(codes).toEqual(Array.from({ length: 97 }, (_, index) => String(index + 1).padStart(2, "0")));
  });

  it("proposes for each field a sub-area of the area it proposes", () => {
    const subareas: readonly { code: string; parent?: string }[] =
      allVocabularies["technology-subareas"].entries;
    for (const { techArea, techSubarea } of Object.values(fieldClassifications)) {
      expect(subareas.find(({ code }) => code === techSubarea)?.parent).toBe(techArea);
    }
  });
});
