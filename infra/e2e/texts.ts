import type { CreateDemand, CreateResult } from "@market/shared";

/** A need and the result that answers it, in each side's own words; and one that has nothing to do with it. */
export const demand: CreateDemand = {
  title: "出口空调室外机低频运行时管路抖动、断裂",
  description:
    "我们生产变频空调。压缩机低频运行时室外机管路抖动大，售后常见铜管断裂漏冷媒。希望从压缩机控制算法上抑制低频转矩脉动，不增加传感器，可在现有变频驱动板上移植。要求 10 Hz 以下稳定运行，配管振动位移降低一半以上。",
  keywords: ["变频压缩机", "低频振动", "管路断裂"],
  field: "智能家电",
  budgetFen: 100_000_000,
  minTrl: 6,
  cooperation: ["技术许可", "技术服务"],
  deadline: "2099-12-31",
  visibility: "public",
  contact: { name: "研发部张工", phone: "0532-55550001", email: "rd@enterprise.example" },
};

export const result: CreateResult = {
  title: "单转子变频压缩机低频转矩脉动前馈补偿控制",
  summary:
    "单转子压缩机在15 Hz以下运行时负载转矩随转角波动，空调室外机管路抖动大、易断裂。本成果以转子位置为索引在线辨识转矩谐波，由迭代学习控制器生成电流前馈量，叠加到无感FOC电流环中，无需加装传感器，可直接移植到现有变频驱动板。",
  advantages: "最低稳定运行频率由15 Hz降至6 Hz，配管振动位移降低62%。",
  keywords: ["变频压缩机", "转矩补偿", "低频振动"],
  field: "智能家电",
  trl: 7,
  ip: [{ type: "发明专利", status: "granted" }],
  cooperation: ["技术许可"],
  priceFen: 80_000_000,
  visibility: "public",
  contact: { name: "成果转化处李老师", phone: "0532-55550002", email: "tto@institution.example" },
};

export const unrelatedResult: CreateResult = {
  title: "刺参育苗水体弧菌快速检测试剂盒",
  summary: "面向刺参育苗场，用等温扩增在三十分钟内检出育苗水体中的灿烂弧菌，不需要专业实验室。",
  advantages: "检出限 10 CFU/mL，单次成本 8 元。",
  keywords: ["刺参", "弧菌", "等温扩增"],
  field: "现代种业与农业",
  trl: 8,
  ip: [],
  cooperation: ["技术转让"],
  priceFen: null,
  visibility: "public",
};
