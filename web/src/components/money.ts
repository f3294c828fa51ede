import type { Language } from "../i18n/language.ts";

const FEN_PER_YUAN = 100;
const FEN_PER_WAN = 1_000_000;
const FEN_PER_YI = 10_000_000_000;
const WAN_DECIMALS = 6;

/**
 * An amount of 分 for reading: in Chinese in 元, 万元 or 亿元, whichever keeps it short; in English in yuan, thousands
 * grouped, from ten million on in millions. Rounded to two decimals; `formatFenExactly` tells all.
 */
export function formatFen(fen: number, language: Language): string {
  if (language === "en") {
    const yuan = fen / FEN_PER_YUAN;
    if (Math.abs(yuan) >= 10_000_000) return `¥${formatNumber(yuan / 1_000_000, "en")} million`;
    return `¥${formatNumber(yuan, "en")}`;
  }
  if (Math.abs(fen) >= FEN_PER_YI) return `${formatNumber(fen / FEN_PER_YI, "zh")}亿元`;
  if (Math.abs(fen) >= FEN_PER_WAN) return `${formatNumber(fen / FEN_PER_WAN, "zh")}万元`;
  return `${formatNumber(fen / FEN_PER_YUAN, "zh")}元`;
}

/** An amount of 分 in yuan, to the 分. */
export function formatFenExactly(fen: number, language: Language): string {
  const digits = String(Math.abs(fen)).padStart(3, "0");
  // By its digits, not by division: above 2^53/100 yuan a division would round the 分 away.
  const yuan = Number(digits.slice(0, -2)).toLocaleString(language === "zh" ? "zh-CN" : "en-GB");
  const text = `${fen < 0 ? "-" : ""}${yuan}.${digits.slice(-2)}`;
  return language === "zh" ? `${text}元` : `¥${text}`;
}

/**
 * The 分 in an amount of 万元 as typed, or `null` where it is no such amount. Exact: read by its digits, since
 * `0.07 * 1_000_000` is not 70000 in binary.
 */
export function parseWan(text: string): number | null {
  const match = /^(\d{1,9})(?:\.(\d{1,6}))?$/.exec(text.trim().replaceAll(",", ""));
  if (match === null) return null;
  const [, whole = "0", fraction = ""] = match;
  return Number(whole) * FEN_PER_WAN + Number(fraction.padEnd(WAN_DECIMALS, "0"));
}

/** 分 as 万元 to type on with, without needless zeros: 86000000 is `86`, 12345 is `0.012345`. */
export function formatWan(fen: number): string {
  const digits = String(fen).padStart(WAN_DECIMALS + 1, "0");
  const fraction = digits.slice(-WAN_DECIMALS).replace(/0+$/, "");
  const whole = digits.slice(0, -WAN_DECIMALS);
  return fraction === "" ? whole : `${whole}.${fraction}`;
}

function formatNumber(value: number, language: Language): string {
  return value.toLocaleString(language === "zh" ? "zh-CN" : "en-GB", { maximumFractionDigits: 2 });
}
