import { describe, expect, it } from "vitest";
import { findLeaks, namesOf } from "./leaked-names.rules.ts";

const text = (description: string, rest: { title?: string; keywords?: string[] } = {}) => ({
  title: "密封圈老化",
  keywords: [],
  ...rest,
  description,
});
const OWNER = "青岛海蓝密封科技股份有限公司";

describe("names that an organisation goes by", () => {
  it.each([
    [OWNER, ["青岛海蓝密封科技", "海蓝密封科技", "海蓝"]],
    ["青岛智能家电有限公司", ["青岛智能家电", "智能家电"]],
    ["胶州橡研（青岛）有限公司", ["胶州橡研", "橡研"]],
  ])("of %s are %j", (name, shortNames) => {
    expect(namesOf(name)).toEqual([
      { code: "organisation", name },
      ...shortNames.map((short) => ({ code: "shortName", name: short })),
    ]);
  });
});

describe("what gives an owner away", () => {
  it.each([
    [`${OWNER}的密封圈`, "organisation", OWNER],
    ["海蓝密封科技正在寻找", "shortName", "海蓝密封科技"],
    ["海蓝的产线", "shortName", "海蓝"],
    ["请联系 rd@hailan.example.com", "email", "rd@hailan.example.com"],
    ["电话0532-55550001。", "phone", "0532-55550001"],
    ["手机13800138000", "phone", "13800138000"],
    ["详见 https://hailan.cn/rd，谢谢", "url", "https://hailan.cn/rd"],
    ["官网 hailan.com.cn", "url", "hailan.com.cn"],
    ["代码 91370200MA3C8T5X0A", "creditCode", "91370200MA3C8T5X0A"],
  ])("in “%s” is the %s %s", (description, code, match) => {
    expect(findLeaks(text(description), OWNER)).toEqual([{ code, field: "description", match }]);
  });

  it("is found in every field, and said where", () => {
    const leaks = findLeaks(text("海蓝", { title: "海蓝密封圈", keywords: ["海蓝"] }), OWNER);
    expect(leaks.map(({ field }) => field)).toEqual(["title", "description", "keywords"]);
  });

  it.each([
    "泡在海水里三个月就发硬，希望用 24 个月",
    "按 GB/T 1690-2010，压力 0.5 MPa",
    "编号 20260601 批次",
  ])("is not in “%s”", (description) => {
    expect(findLeaks(text(description), OWNER)).toEqual([]);
  });
});
