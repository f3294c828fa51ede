import {
  contractIp,
  contractSubtypes,
  contractTypes,
  districts,
  fields,
  industries,
  partyKinds,
  partyTypes,
  planSources,
  regions,
  socioEconomicObjectives,
  type TurnoverDimension,
  technologyAreas,
} from "@market/shared";
import type { Language } from "../errors.ts";

type Words = Record<Language, string>;

interface DimensionWords {
  heading: Words;
  /** Words of the dimension's codes; a key that is no code stands for itself. */
  entries?: readonly ({ code: string } & Words)[];
  /** Words for what the dimension does not apply to or the contract does not state. */
  none?: Words;
}

const notStated: Words = { zh: "未填写", en: "Not stated" };
const places = [...districts.entries, ...regions.entries];

/** Every dimension in words, for tables on the screen and in files alike. */
const dimensionWords: Record<TurnoverDimension, DimensionWords> = {
  month: { heading: { zh: "月份", en: "Month" } },
  quarter: { heading: { zh: "季度", en: "Quarter" } },
  year: { heading: { zh: "年份", en: "Year" } },
  type: { heading: { zh: "合同类型", en: "Type" }, entries: contractTypes.entries },
  subtype: { heading: { zh: "合同子类", en: "Sub-type" }, entries: contractSubtypes.entries },
  field: { heading: { zh: "产业领域", en: "City industry" }, entries: fields.entries },
  techArea: { heading: { zh: "技术领域", en: "Technology area" }, entries: technologyAreas.entries },
  ipRight: { heading: { zh: "知识产权", en: "Intellectual property" }, entries: contractIp.entries },
  planSource: { heading: { zh: "计划来源", en: "Plan source" }, entries: planSources.entries },
  objective: {
    heading: { zh: "社会经济目标", en: "Socio-economic objective" },
    entries: socioEconomicObjectives.entries,
  },
  industry: {
    heading: { zh: "国民经济行业", en: "Industry (GB/T 4754)" },
    entries: industries.entries,
  },
  marine: {
    heading: { zh: "涉海", en: "Marine" },
    entries: [
      { code: "yes", zh: "涉海", en: "Marine" },
      { code: "no", zh: "非涉海", en: "Not marine" },
    ],
  },
  district: { heading: { zh: "区市", en: "District" }, entries: places },
  flow: {
    heading: { zh: "流向", en: "Flow" },
    entries: [
      { code: "inside", zh: "市内", en: "Within the city" },
      { code: "outside", zh: "跨市", en: "Across the city's border" },
    ],
    none: { zh: "对方所在地未填写", en: "Place of the other side not stated" },
  },
  seller: { heading: { zh: "卖方", en: "Seller" } },
  buyer: { heading: { zh: "买方", en: "Buyer" } },
  sellerKind: { heading: { zh: "卖方性质", en: "Kind of seller" }, entries: partyKinds.entries },
  buyerKind: { heading: { zh: "买方性质", en: "Kind of buyer" }, entries: partyKinds.entries },
  sellerType: { heading: { zh: "卖方类别", en: "Seller's national type" }, entries: partyTypes.entries },
  buyerType: { heading: { zh: "买方类别", en: "Buyer's national type" }, entries: partyTypes.entries },
  institution: {
    heading: { zh: "高校院所", en: "Institution" },
    none: { zh: "卖方非高校院所", en: "Seller is no institution" },
  },
  servicePoint: {
    heading: { zh: "服务点", en: "Service point" },
    none: { zh: "未经服务点", en: "Without a service point" },
  },
  broker: { heading: { zh: "技术经纪人", en: "Broker" }, none: { zh: "无经纪人", en: "Without a broker" } },
};

const labels = new Map(
  Object.entries(dimensionWords).map(([dimension, { entries = [] }]) => [
    dimension,
    new Map(entries.map((entry) => [entry.code, entry])),
  ]),
);

export function headingOf(dimension: TurnoverDimension, language: Language): string {
  return dimensionWords[dimension].heading[language];
}

/** A group's key in the reader's language; names and periods are their own words. */
export function labelOfKey(dimension: TurnoverDimension, key: string, language: Language): string {
  if (key === "") return (dimensionWords[dimension].none ?? notStated)[language];
  return labels.get(dimension)?.get(key)?.[language] ?? key;
}

/** The labels of keys that stand in the order of their dimensions. */
export function labelsOf(
  dimensions: readonly TurnoverDimension[],
  keys: readonly string[],
  language: Language,
): Record<string, string> {
  return Object.fromEntries(
    dimensions.map((dimension, index) => [dimension, labelOfKey(dimension, keys[index] ?? "", language)]),
  );
}
