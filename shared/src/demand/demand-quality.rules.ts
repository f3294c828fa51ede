import { startOfDay } from "../calendar.ts";
import { daysBetween } from "../pairing/pipeline.rules.ts";

/** What a solver needs to know before they can answer, in the order in which it is asked for. */
export const qualityChecks = [
  { code: "phenomenon", weight: 2 },
  { code: "targetValue", weight: 3 },
  { code: "unit", weight: 2 },
  { code: "testCondition", weight: 2 },
  { code: "tried", weight: 1 },
  { code: "constraint", weight: 1 },
  { code: "keywords", weight: 1 },
  { code: "budget", weight: 2 },
  { code: "deadline", weight: 1 },
] as const;
export type QualityCode = (typeof qualityChecks)[number]["code"];

/** A demand as far as it is written. */
export interface DemandSketch {
  title?: string | undefined;
  description?: string | undefined;
  keywords?: readonly string[] | undefined;
  budgetFen?: number | null | undefined;
  deadline?: string | undefined;
}

/** How much of what matters a demand says, from 0 to 100, and what it leaves out. Advice: nothing is refused for it. */
export interface DemandQuality {
  percent: number;
  missing: QualityCode[];
}

/** Below this a text names a trouble and does not describe it. */
const LEAST_DESCRIPTION_LENGTH = 60;
const LEAST_KEYWORDS = 2;
/** Who is to answer must find the text, ask, and be introduced. */
const LEAST_DAYS = 30;

// "Down to 6 Hz", "a third", "≥ 85": a number that says where to get to, and no model number or list.
const TARGET =
  /(?:[≥≤<>＞＜±～~]|不低于|不高于|不超过|不少于|不大于|不小于|大于|小于|高于|低于|达到|降到|降至|降低|提高|提升|控制在|减少|缩短|以内|以下|以上|at least|at most|below|above|under|within|less than|more than|reduce|increase)[^。；;.]{0,24}?[\d一二两三四五六七八九十百半]|[\d一二两三四五六七八九十百半][^。；;，,.]{0,8}?(?:以内|以下|以上)/iu;
const UNIT =
  /\d\s*(?:%|％|‰|℃|°C|°|K\b|mm|cm|dm|km|μm|um|nm|m\b|m²|m³|米|毫米|微米|厘米|公里|kg|mg|g\b|t\b|克|吨|公斤|千克|Pa|kPa|MPa|bar|N\b|kN|Hz|kHz|MHz|GHz|赫兹|dB|分贝|V\b|kV|A\b|mA|W\b|kW|MW|kWh|度|ms|s\b|min|h\b|秒|分钟|小时|天|个月|年|次|元|万|L\b|mL|升|ppm|rpm|转|倍|级|Mbps|Gbps)/u;
const CONDITION =
  /工况|条件|环境|温度|湿度|压力|转速|负载|介质|浓度|海水|盐雾|标准|GB\/?T?|ISO|IEC|ASTM|测试|检测|试验|验证|抽检|连续运行|under .{0,20}(?:load|condition)|test|standard/iu;
const TRIED =
  /试过|用过|换过|试用|尝试|目前采用|现采用|现有|目前|以前|曾|改过|不理想|效果不好|仍然|tried|currently|at present/iu;
const CONSTRAINT =
  /不能|不得|不改|不增加|不允许|无需|必须|限制|限于|只能|兼容|不影响|空间|成本(?:不|增加|控制)|must|cannot|without|no more than/iu;

/** What a demand says and leaves out, by its words alone. */
export function assessDemand(sketch: DemandSketch, at: Date): DemandQuality {
  const missing = qualityChecks.map(({ code }) => code).filter((code) => !isMet(code, sketch, at));
  const whole = qualityChecks.reduce((sum, { weight }) => sum + weight, 0);
  const lost = qualityChecks.reduce(
    (sum, { code, weight }) => sum + (missing.includes(code) ? weight : 0),
    0,
  );
  return { percent: Math.round(((whole - lost) / whole) * 100), missing };
}

function isMet(code: QualityCode, sketch: DemandSketch, at: Date): boolean {
  const { title = "", description = "", keywords = [], budgetFen = null, deadline } = sketch;
  const text = `${title}\n${description}`;
  switch (code) {
    case "phenomenon":
      return description.trim().length >= LEAST_DESCRIPTION_LENGTH;
    case "targetValue":
      return TARGET.test(text);
    case "unit":
      return UNIT.test(text);
    case "testCondition":
      return CONDITION.test(description);
    case "tried":
      return TRIED.test(description);
    case "constraint":
      return CONSTRAINT.test(description);
    case "keywords":
      return keywords.length >= LEAST_KEYWORDS;
    case "budget":
      return budgetFen !== null;
    case "deadline":
      return deadline !== undefined && daysBetween(at, startOfDay(deadline)) >= LEAST_DAYS;
    default:
      return code satisfies never;
  }
}
