import { describe, expect, it } from "vitest";
import { assessDemand, type DemandSketch, type QualityCode, qualityChecks } from "./demand-quality.rules.ts";

const at = new Date("2026-06-01T04:00:00Z");
const whole: DemandSketch = {
  title: "换热器结垢快，半年就要停机清洗",
  description:
    "我们的海水换热器运行三个月后传热系数明显下降，目前采用化学清洗，效果不好且要停机。希望在进水温度 28 ℃、流速 1.5 m/s 的工况下，把清洗周期提高到 12 个月以上，不能改动现有管板。",
  keywords: ["换热器", "结垢"],
  budgetFen: 50_000_000,
  deadline: "2026-09-30",
};
const missing = (changes: DemandSketch) => assessDemand({ ...whole, ...changes }, at).missing;

describe("what a demand leaves out", () => {
  it("is nothing where all is said, and everything where nothing is", () => {
    expect(assessDemand(whole, at)).toEqual({ percent: 100, missing: [] });
    expect(assessDemand({}, at)).toEqual({ percent: 0, missing: qualityChecks.map(({ code }) => code) });
  });

  it.each<[QualityCode, DemandSketch]>([
    ["budget", { budgetFen: null }],
    ["keywords", { keywords: ["换热器"] }],
    ["deadline", { deadline: "2026-06-20" }],
    ["deadline", { deadline: undefined }],
  ])("is the %s for %j", (code, changes) => {
    expect(missing(changes)).toEqual([code]);
  });

  it.each([
    ["要求拉伸强度保持率 ≥ 85%", []],
    ["噪声降低 3 dB", []],
    ["节拍控制在 12 秒", []],
    ["reduce the noise below 40 dB", []],
    ["密封圈三个月就发硬开裂，希望用两年以上", ["unit"]],
    ["运行 3 个月就坏，型号 KFR-35", ["targetValue"]],
    ["希望更安静一些", ["targetValue", "unit"]],
  ] as [string, QualityCode[]][])("in “%s” is, of target and unit, %j", (description, expected) => {
    const measured: readonly QualityCode[] = ["targetValue", "unit"];
    expect(missing({ title: "", description }).filter((code) => measured.includes(code))).toEqual(expected);
  });

  it.each([
    ["tried", "已经换过三种填料，仍然开裂"],
    ["constraint", "必须与现有接口兼容"],
    ["testCondition", "按 GB/T 5210 检测"],
  ] as [QualityCode, string][])("is not %s where “%s” is said", (code, description) => {
    expect(missing({ description })).not.toContain(code);
    expect(missing({ description: "设备会坏" })).toContain(code);
  });
});
