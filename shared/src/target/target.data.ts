/**
 * What the city's plan promises and this market can count, as data: a later plan is a change here alone. Measures are
 * numbered as in the plan; M0 is its opening paragraph.
 */
export const cityPlan = {
  source: "青政字〔2024〕20号",
  validFrom: "2024-07-31",
  targets: [
    {
      name: "turnover",
      measure: "M0",
      unit: "fen",
      /** A total to be reached by a year, or a number for each year. */
      dueYear: 2028,
      amount: 12_000_000_000_000,
      isExceeded: true,
      label: { zh: "技术合同成交额", en: "Technology contract turnover" },
      rule: {
        zh: "当年认定登记、截至统计时点未注销未撤销的技术合同成交额之和；按输出（卖方在本市）和认定登记日期（北京时间）计；变更、注销、撤销冲减其原计入期间。",
        en: "The sum of contract amounts registered in the year and neither cancelled nor revoked as of the stated instant; output basis (seller in the city), by registration date (Asia/Shanghai); corrections count in the period they correct.",
      },
    },
    {
      name: "brokers",
      measure: "M0",
      unit: "count",
      dueYear: 2028,
      amount: 3400,
      isExceeded: true,
      label: { zh: "技术经纪人", en: "Technology brokers" },
      rule: {
        zh: "截至当年年末（当年为统计时点）已由科技管理部门核验、现仍为技术经纪人角色的账号数，一人计一名；不含未在本市场注册的经纪人。",
        en: "Accounts that hold the role of broker and had been verified by an official by the end of the year (for the running year: by the stated instant), each person once; brokers without an account in this market are not counted.",
      },
    },
    {
      name: "majorResults",
      measure: "M10",
      unit: "count",
      dueYear: null,
      amount: 10,
      isExceeded: false,
      label: { zh: "遴选重大成果", en: "Major results selected" },
      rule: {
        zh: "当年（北京时间）经评审入选“青岛好成果”的成果数，按入选时间计，一项计一次；入选后下架的仍计。",
        en: "Results selected as Qingdao Good Results within the year (Asia/Shanghai), by the time of selection, each once; one that left the market later still counts.",
      },
    },
    {
      name: "innovationProjects",
      measure: "M10",
      unit: "count",
      dueYear: null,
      amount: 100,
      isExceeded: false,
      label: { zh: "组织产业创新项目", en: "Industrial innovation projects" },
      rule: {
        zh: "当年认定登记、截至统计时点未注销未撤销的技术开发、技术转让、技术许可合同中，由本市场对接促成或计划来源为市级计划的合同数，一份计一项。计划未定义“产业创新项目”，此为本市场的认定规则。",
        en: "Development, transfer and licensing contracts registered in the year and neither cancelled nor revoked as of the stated instant, that came from a pairing of this market or whose plan source is a plan of the city; each contract once. The plan does not define the term: this rule is the market's own.",
      },
    },
    {
      name: "needsLinked",
      measure: "M10",
      unit: "count",
      dueYear: null,
      amount: 1000,
      isExceeded: false,
      label: { zh: "链接企业技术需求", en: "Enterprise needs linked" },
      rule: {
        zh: "当年（北京时间）至少有一次由技术经纪人引荐给成果方的企业技术需求数，一项需求当年计一次，不论引荐后的结果。",
        en: "Needs that a broker introduced to the owner of a result at least once within the year (Asia/Shanghai), each need once a year, whatever became of the introduction.",
      },
    },
  ],
} as const;

/** M10: the city may support a service point by the turnover it registered in the year before. */
export const servicePointSupport = {
  measure: "M10",
  source: cityPlan.source,
  maxFen: 50_000_000,
  note: {
    zh: "计划第10条：按上年度登记技术合同成交额给予最高50万元奖补；具体标准以当年申报通知为准。",
    en: "Measure 10 of the plan: support of up to 500,000 yuan by the contract turnover registered in the year before; the rates are those of each year's notice.",
  },
} as const;

/** Plan sources (`plan-sources`) that are plans of the city: a separately planned city files its own beside those of prefectures and districts. */
export const cityPlanSources = ["province-separate-city", "city", "city-prefecture", "city-county"] as const;

/** Types of contract in which something is developed or a result changes hands. */
export const innovationContractTypes = ["development", "transfer", "licensing"] as const;
