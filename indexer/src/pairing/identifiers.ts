/**
 * Exact identifiers within a text: grades of material (TC4, 316L), standards (GB/T 35544), protocols (Modbus), chips
 * and strains (STM32G431, AlgL-QW12). They decide a match where everything else only resembles, so they are found
 * before segmentation, which would cut them up.
 */

/** Prefixes of standards whose number may follow after a space. */
const STANDARD =
  /(?<![A-Za-z0-9])(?:GB\/[TZ]|GB|GJB|[A-Z]{2}\/T|IEC|ISO|IEEE|ASTM|DIN|JIS|EN|IMO|NACE|ASME|SAE|ITU|ETSI|UL|DO)[\s-]?[A-Z]{0,2}-?\d+(?:[.\-—]\d+)*[A-Za-z]{0,3}/g;
const LATIN = /[A-Za-z0-9]+(?:[-.+_][A-Za-z0-9]+)*/g;

/** Units and their powers are no identifiers, whatever number stands before them. */
const UNIT =
  /^(?:[numckMGT]?(?:m|g|s|L|l|A|V|W|N|J|K|Pa|Hz|Wh|Ah|VA|mol|bps|cps|bar|T|B|b|Da|dtex|lx|U)|min|h|d|t|kg|km|cm|dm|mm|dB|dBm|dBV|ppm|ppb|ppt|rpm|fps|wt|vol|pH|pg|mmHg|mAh|kWh|MWh|GWh|kVA|kcal|cfu|CFU|NTU|Msps|TOPS|EU|IU|TU|vg|lp|cN|px|Nm3|HV|Ra|RMB|USD|nd|st|th|ing)[2-9]?$/;
const NUMBER_WITH_UNIT =
  /^\d+(?:[.-]\d+)*(?:[numckMGT]?(?:m|g|s|L|l|A|V|W|N|J|K|Pa|Hz|Wh|Ah|VA|mol|bps|bar|B|b)|min|h|d|t|kg|km|cm|mm|dB|ppm|ppb|rpm|fps|kWh|MWh|mAh|nd|st|th|x|X|C|F)[23]?$/;

/** Grades of steel that read like an amount of litres or seconds. */
const GRADES_LIKE_AMOUNTS = new Set("301L 304L 316L 317L 904L 310S 410S".split(" "));

/** Abbreviations so common in the trade that sharing one says little. */
const COMMON = new Set(
  "AI APP PC IT ID OK GPS USB WIFI WI-FI LED CPU GPU PLC MES ERP IP IPO OEM ODM CEO VR AR MR 3D 2D 5G 4G CO2 DNA RNA PCR PH LAB API WEB HTTP TCP IOT PVC KPI POC DIY".split(
    " ",
  ),
);

export interface Identifier {
  /** As it stands in the text. */
  text: string;
  /** How much sharing it says, 0 to 1. */
  weight: number;
}

/** The identifiers of a text, by their form in capitals, one space within a standard's, no year of edition. */
export function identifiersOf(text: string): Map<string, Identifier> {
  const found = new Map<string, Identifier>();
  const rest = text.normalize("NFKC").replace(STANDARD, (standard) => {
    found.set(normaliseStandard(standard), { text: standard, weight: 1 });
    return " ";
  });
  for (const [token] of rest.matchAll(LATIN)) {
    const key = token.toUpperCase();
    const weight = weigh(token, key);
    if (weight > 0) found.set(key, { text: token, weight });
  }
  return found;
}

function normaliseStandard(standard: string): string {
  const [, prefix, number] = /^([A-Z]+(?:\/[A-Z])?)[\s-]?(.*)$/.exec(standard)!;
  return `${prefix} ${number!.replaceAll("—", "-").replace(/-(?:19|20)\d\d$/, "")}`;
}

function weigh(token: string, key: string): number {
  const letterCount = token.replace(/[^A-Za-z]/g, "").length;
  if (letterCount === 0 || token.length < 2) return 0;
  if (GRADES_LIKE_AMOUNTS.has(key)) return 1;
  if (UNIT.test(token) || NUMBER_WITH_UNIT.test(token)) return 0;
  if (COMMON.has(key)) return 0.2;
  if (/\d/.test(token)) return 1;
  return letterCount >= 3 ? 0.7 : 0;
}
