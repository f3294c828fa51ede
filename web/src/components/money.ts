import type { Language } from "../i18n/language.ts";

const FEN_PER_YUAN = 100;
const FEN_PER_WAN = 1_000_000;
const FEN_PER_YI = 10_000_000_000;
const YUAN_PER_MILLION = 1_000_000;
const WAN_DECIMALS = 6;

/**
 * An amount of 分 for reading: in Chinese in 元, 万元 or 亿元, whichever keeps it short; in English in yuan, thousands
 * grouped, from a million on in millions. Rounded to two decimals; `formatFenExactly` tells all.
 */
export function formatFen(fen: number, language: Language): string {
  if (language === "en") {
    const yuan = fen / FEN_PER_YUAN;
    if (Math.abs(yuan) >= YUAN_PER_MILLION) return `¥${formatNumber(yuan / YUAN_PER_MILLION, "en")} million`;
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

export type AmountUnit = "yuan" | "wan";
const decimalsOf: Record<AmountUnit, number> = { yuan: 2, wan: WAN_DECIMALS };

/**
 * The 分 in an amount as typed, or `null` where it is no such amount. Exact: read by its digits, since
 * `0.07 * 1_000_000` is not 70000 in binary.
 */
export function parseAmount(text: string, unit: AmountUnit): number | null {
  const match = /^(\d{1,12})(?:\.(\d+))?$/.exec(text.trim().replaceAll(",", ""));
  if (match === null) return null;
  const [, whole = "0", fraction = ""] = match;
  const decimals = decimalsOf[unit];
  if (fraction.length > decimals) return null;
  const fen = Number(whole) * 10 ** decimals + Number(fraction.padEnd(decimals, "0"));
  return Number.isSafeInteger(fen) ? fen : null;
}

/** 分 as an amount to type on with, without needless zeros: 86000000 is `86` 万元, 12345 is `123.45` 元. */
export function formatAmount(fen: number, unit: AmountUnit): string {
  const decimals = decimalsOf[unit];
  const digits = String(fen).padStart(decimals + 1, "0");
  const fraction = digits.slice(-decimals).replace(/0+$/, "");
  const whole = digits.slice(0, -decimals);
  return fraction === "" ? whole : `${whole}.${fraction}`;
}

export function parseWan(text: string): number | null {
  return parseAmount(text, "wan");
}

export function formatWan(fen: number): string {
  return formatAmount(fen, "wan");
}

function formatNumber(value: number, language: Language): string {
  return value.toLocaleString(language === "zh" ? "zh-CN" : "en-GB", { maximumFractionDigits: 2 });
}
