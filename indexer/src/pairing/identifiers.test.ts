import { describe, expect, it } from "vitest";
import { identifiersOf } from "./identifiers.ts";

const keysOf = (text: string) => [...identifiersOf(text).keys()];

describe("identifiers of a text", () => {
  it("are grades, standards, protocols, chips and strains, kept whole", () => {
    expect(
      keysOf(
        "TC4 与 316L 板材按 GB/T 35544 送检，经 Modbus 上传，芯片 STM32G431，菌株 AlgL-QW12。",
      ).toSorted(),
    ).toEqual(["316L", "ALGL-QW12", "GB/T 35544", "MODBUS", "STM32G431", "TC4"]);
  });

  it("are one for a standard, however it is spaced and of whatever edition", () => {
    expect(keysOf("GB/T 28181-2022")).toEqual(keysOf("GB/T28181"));
    expect(keysOf("IEC 61375-2-3")).toEqual(["IEC 61375-2-3"]);
  });

  it("are no quantities", () => {
    expect(keysOf("15Hz 24 KB 2.3mg/L 90 MPa 1200 V m3/h 0.5mm")).toEqual([]);
  });

  it("weigh little where everybody uses them", () => {
    const found = identifiersOf("AI 与 TC4");
    expect(found.get("AI")!.weight).toBeLessThan(found.get("TC4")!.weight);
  });
});
