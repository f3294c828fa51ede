import {
  registrationRules,
  type ServicePointLedger,
  type ServicePointYear,
  servicePointSupport,
} from "@market/shared";
import type { Models } from "@market/shared/models";
import { type YearPeriod, yearPeriodOf } from "./year-period.ts";

const definition = {
  zh: "按登记编号中的服务点代码（无编号的历史合同计入市级登记点）统计当年认定登记的全部技术合同，不分买卖双方所在地；变更、注销、撤销冲减其原计入年度，故金额与项数为截至统计时点的净额。同比为本年净成交额与上年净成交额之比减一。",
  en: "All contracts registered in the year, by the service point in their registration number (history without a number counts at the city's own registry), wherever the parties sit. Corrections count in the year they correct, so amounts and counts are net as of the stated instant. Growth is this year's net turnover over the year before's, less one.",
} as const;

/** Every service point with what it registered in a year and the year before; the largest first. */
export async function readServicePointLedger(
  models: Models,
  period: YearPeriod,
  asOf: Date,
): Promise<ServicePointLedger> {
  const previous = yearPeriodOf(period.year - 1, asOf);
  const [pointOf, names, thisYear, lastYear] = await Promise.all([
    pointCodesOf(models, previous, period),
    namesByCode(models),
    sumByContract(models, period, asOf),
    sumByContract(models, previous, asOf),
  ]);
  const points = new Map<string, ServicePointYear>(
    [...names].map(([code, { id, name }]) => [code, blankPoint(id, name, code)]),
  );
  const pointAt = (contractId: string) => {
    const code = pointOf.get(contractId) ?? registrationRules.cityRegistryPointCode;
    const point = points.get(code) ?? blankPoint(code, code, code);
    points.set(code, point);
    return point;
  };
  for (const sums of thisYear) {
    const point = pointAt(String(sums._id));
    point.count += sums.count;
    point.totalFen += sums.totalFen;
    point.technologyTotalFen += sums.technologyTotalFen;
    point.registered += sums.registered;
    point.corrected += sums.corrected;
  }
  for (const sums of lastYear) {
    const point = pointAt(String(sums._id));
    point.previousCount += sums.count;
    point.previousTotalFen += sums.totalFen;
  }
  const ranked = [...points.values()]
    .map((point) => ({ ...point, growth: growthOf(point) }))
    .sort((a, b) => b.totalFen - a.totalFen || (a.code < b.code ? -1 : 1));
  return {
    year: period.year,
    points: ranked,
    total: totalOf(ranked),
    support: servicePointSupport,
    definition,
    asOf: asOf.toISOString(),
  };
}

interface ContractSums {
  _id: unknown;
  count: number;
  totalFen: number;
  technologyTotalFen: number;
  registered: number;
  corrected: number;
}

/** What each contract registered in the year comes to, corrections taken off. */
async function sumByContract(
  models: Models,
  { firstDay, lastDay }: YearPeriod,
  asOf: Date,
): Promise<ContractSums[]> {
  return models.TurnoverEntry.aggregate<ContractSums>([
    { $match: { at: { $lte: asOf }, "lines.registeredOn": { $gte: firstDay, $lte: lastDay } } },
    {
      $project: {
        contractId: 1,
        isRegistration: { $eq: ["$kind", "registration"] },
        count: { $sum: "$lines.sign" },
        lines: 1,
      },
    },
    {
      $project: {
        contractId: 1,
        isRegistration: 1,
        count: 1,
        totalFen: signedSum("amountFen"),
        technologyTotalFen: signedSum("technologyAmountFen"),
      },
    },
    {
      $group: {
        _id: "$contractId",
        count: { $sum: "$count" },
        totalFen: { $sum: "$totalFen" },
        technologyTotalFen: { $sum: "$technologyTotalFen" },
        registered: { $sum: { $cond: ["$isRegistration", 1, 0] } },
        corrected: { $sum: { $cond: ["$isRegistration", 0, 1] } },
      },
    },
  ]);
}

function signedSum(amount: "amountFen" | "technologyAmountFen") {
  return {
    $sum: {
      $map: { input: "$lines", as: "line", in: { $multiply: ["$$line.sign", `$$line.${amount}`] } },
    },
  };
}

async function pointCodesOf(
  models: Models,
  { from }: YearPeriod,
  { until }: YearPeriod,
): Promise<Map<string, string>> {
  const contracts = await models.Contract.find({ registeredAt: { $gte: from, $lt: until } })
    .select("pointCode")
    .lean();
  return new Map(contracts.map(({ _id, pointCode }) => [String(_id), pointCode]));
}

async function namesByCode(models: Models): Promise<Map<string, { id: string; name: string }>> {
  const points = await models.Organisation.find({ pointCode: { $exists: true } })
    .select("name pointCode")
    .lean();
  const registry = registrationRules.cityRegistryPointCode;
  return new Map([
    [registry, { id: registry, name: "青岛市技术合同登记处" }],
    ...points.map(({ _id, name, pointCode }) => [pointCode ?? "", { id: String(_id), name }] as const),
  ]);
}

function blankPoint(id: string, name: string, code: string): ServicePointYear {
  return {
    id,
    name,
    code,
    count: 0,
    totalFen: 0,
    technologyTotalFen: 0,
    previousCount: 0,
    previousTotalFen: 0,
    growth: null,
    registered: 0,
    corrected: 0,
  };
}

function growthOf({
  totalFen,
  previousTotalFen,
}: Pick<ServicePointYear, "totalFen" | "previousTotalFen">): number | null {
  return previousTotalFen > 0 ? totalFen / previousTotalFen - 1 : null;
}

function totalOf(points: ServicePointYear[]): ServicePointLedger["total"] {
  const sumOf = (amount: Exclude<keyof ServicePointLedger["total"], "growth">) =>
    points.reduce((sum, point) => sum + point[amount], 0);
  const total = {
    count: sumOf("count"),
    totalFen: sumOf("totalFen"),
    technologyTotalFen: sumOf("technologyTotalFen"),
    previousCount: sumOf("previousCount"),
    previousTotalFen: sumOf("previousTotalFen"),
    registered: sumOf("registered"),
    corrected: sumOf("corrected"),
  };
  return { ...total, growth: growthOf(total) };
}
