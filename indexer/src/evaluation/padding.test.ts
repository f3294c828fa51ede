import { describe, expect, it } from "vitest";
import { padResults } from "./padding.ts";

const pairs = [
  {
    field: "智能家电",
    method: "偏载在线辨识，转速升到1200转，振幅减半。",
    near: "水位自适应，耗水由58升降至41升。",
  },
  { field: "智能家电", method: "相变蓄热旁通循环，融霜不停供热。", near: "微通道换热器，充注量减少38%。" },
  { field: "仪器仪表", method: "三轴磁通门，噪声低于5皮特斯拉。", near: "光纤陀螺，零偏稳定。" },
];

describe("padding a set", () => {
  it("takes methods and near misses as they are while there are enough", () => {
    const padding = padResults(pairs, 6);
    expect(padding.map(({ summary }) => summary).toSorted()).toEqual(
      pairs.flatMap(({ method, near }) => [method, near]).toSorted(),
    );
    expect(padding.find(({ summary }) => summary.startsWith("三轴"))).toMatchObject({
      title: "三轴磁通门",
      field: "仪器仪表",
    });
  });

  it("puts texts of one field together anew where there are too few, each of them once", () => {
    const summaries = padResults(pairs, 15).map(({ summary }) => summary);
    expect(new Set(summaries).size).toBe(15);
    expect(summaries).not.toContain("三轴磁通门，耗水由58升降至41升。");
  });

  it("is the same in every run, and a smaller one the beginning of a larger", () => {
    expect(padResults(pairs, 5)).toEqual(padResults(pairs, 12).slice(0, 5));
  });

  it("says so where even put together anew the texts are too few", () => {
    expect(() => padResults(pairs, 1_000)).toThrow("6 texts give only");
  });
});
