import { termsOf } from "../pairing/terms.ts";

const MOST_SENTENCES = 6;
const LONGEST_SENTENCE = 200;
/** Terms rarer than this name something; what is more common is how people speak. */
const NAMING_RARITY = 0.25;
/** Rarer words of which explaining a match is made; they state nothing by themselves. */
const SPEECH =
  "技术需求 科技成果 经纪人 双方 两者 供方 需方 供需 对接 匹配 契合 吻合 贴合 相近 一致 相符 对应 针对 围绕 同属 互补 " +
  "满足要求 满足 不足 差距 超出 高于 低于 之内 以内 程度较高 程度较低 成熟度 报价 预算 合作方式 产业领域 " +
  "段落 含义 表述 所述 提到 提及 描述 痛点 思路 途径 方案 潜力 优势 适合 具备 体现 意味着 说明 表明 可见 值得 " +
  "建议 确认 核实 验证 沟通 洽谈 商谈 留意 注意 关注 进一步 需要留意 高度 较为 明显 直接";

/** A number with the beginning of its unit: 20% is not 20 年. */
const NUMBER = /(\d+(?:[.,]\d+)*)\s*([%‰℃°A-Za-z年月天日时分秒元万亿倍次级项种件套吨米克个台])?/g;
const LATIN = /[A-Za-z][A-Za-z0-9]*(?:[-.+_/][A-Za-z0-9]+)*/g;
/** Chinese numerals that count something; 一 and 二 alone are words: 一致, 二者. */
const CHINESE_NUMBER =
  /[〇零一二两三四五六七八九十百千万亿]*[三四五六七八九十百千亿][〇零一二三四五六七八九十百千万亿]*/g;
const QUOTED = /[「『“"《]([^」』”"》]+)[」』”"》]/g;

/**
 * Checks words about a pairing against the material they may be taken from: every number, every Latin word or
 * identifier, everything quoted and every Chinese term that names something must stand there. Whether a sentence
 * joins them rightly cannot be seen this way; that nothing is brought in from elsewhere can.
 *
 * @returns what is wrong, or `null` where nothing is
 */
export function findUnfounded(sentences: readonly string[], material: string): string | null {
  if (sentences.length === 0) return "no words";
  if (sentences.length > MOST_SENTENCES) return `${sentences.length} sentences`;
  const tooLong = sentences.find((sentence) => sentence.length > LONGEST_SENTENCE);
  if (tooLong !== undefined) return `a sentence of ${tooLong.length} characters`;
  const said = sentences.join("\n").normalize("NFKC");
  const known = material.normalize("NFKC");
  return (
    findForeign("number", numbersOf(said), knownNumbersOf(known)) ??
    findForeign("identifier", latinOf(said), new Set(latinOf(known))) ??
    findAbsent("number", said.match(CHINESE_NUMBER) ?? [], known) ??
    findAbsent(
      "quotation",
      [...said.matchAll(QUOTED)].map(([, quoted]) => quoted!),
      known,
    ) ??
    findAbsent("term", namingTermsOf(said), `${known}\n${SPEECH}`)
  );
}

/** Numbers as values, so that 1,000.0 and 1000 are one, with their units where they have any. */
function numbersOf(text: string): string[] {
  return [...text.matchAll(NUMBER)].map(
    ([, number, unit = ""]) => `${Number(number!.replaceAll(",", ""))}${unit}`,
  );
}

/** A number may be said without its unit, but not with another. */
function knownNumbersOf(text: string): Set<string> {
  return new Set(numbersOf(text).flatMap((number) => [number, number.replace(/\D$/, "")]));
}

function latinOf(text: string): string[] {
  return (text.match(LATIN) ?? []).map((word) => word.toUpperCase());
}

function namingTermsOf(text: string): string[] {
  const { words } = termsOf({ title: text, keywords: [], body: "" });
  return [...words].filter(([, rarity]) => rarity >= NAMING_RARITY).map(([term]) => term);
}

function findForeign(what: string, said: readonly string[], known: ReadonlySet<string>): string | null {
  const foreign = said.find((each) => !known.has(each));
  return foreign === undefined ? null : `${what} ${foreign} stands in neither text`;
}

function findAbsent(what: string, said: readonly string[], known: string): string | null {
  const absent = said.find((each) => !known.includes(each));
  return absent === undefined ? null : `${what} ${absent} stands in neither text`;
}
