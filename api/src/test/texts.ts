import { type CreateDemand, type CreateResult, dayOf } from "@market/shared";

const DAY_MS = 24 * 60 * 60 * 1000;

/** The day so many days from now in Asia/Shanghai. */
export function dayFromNow(days: number): string {
  return dayOf(new Date(Date.now() + days * DAY_MS));
}

/** A demand as an enterprise would send it. */
export function demandInput(overrides: Partial<CreateDemand> = {}): CreateDemand {
  return {
    title: "橡胶密封件在海水中老化快，求耐久配方",
    description: "我们生产的密封圈泡在海水里三个月就发硬开裂，希望找到能用两年的配方或表面处理办法。",
    keywords: ["密封圈", "耐海水", "老化"],
    field: "化工橡胶",
    budgetFen: 80_000_000,
    minTrl: 6,
    cooperation: ["技术开发", "技术许可"],
    deadline: dayFromNow(90),
    visibility: "public",
    contact: { name: "王工", phone: "0532-55550001" },
    ...overrides,
  };
}

/** A result as an institution would send it. */
export function resultInput(overrides: Partial<CreateResult> = {}): CreateResult {
  return {
    title: "氢化丁腈橡胶耐海水老化改性技术",
    summary: "在氢化丁腈橡胶中引入改性填料，人工海水浸泡两年后拉伸强度保持率大于 85%。",
    advantages: "拉伸强度保持率 ≥ 85%；压缩永久变形 ≤ 20%。",
    keywords: ["氢化丁腈橡胶", "耐海水", "密封"],
    field: "化工橡胶",
    trl: 7,
    ip: [{ type: "发明专利", status: "granted" }],
    cooperation: ["技术许可"],
    priceFen: 50_000_000,
    visibility: "public",
    contact: "成果转化办公室 0532-55550002",
    ...overrides,
  };
}
