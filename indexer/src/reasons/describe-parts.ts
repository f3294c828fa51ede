import type { FactorName, Objection } from "@market/shared";
import type { PairingDocument } from "@market/shared/models";

const FACTOR_WORDS: Record<FactorName, string> = {
  meaning: "语义相近",
  terms: "共同用语",
  identifiers: "型号、牌号与标准",
  field: "产业领域",
  readiness: "技术成熟度",
  money: "报价与预算",
  cooperation: "合作方式",
  district: "所在区市",
};

const FEN_A_WAN = 1_000_000;

/** The parts of a pairing's score in words, as a chat model reads them and as its words are checked against. */
export function describeParts({ factors, evidence }: Pick<PairingDocument, "factors" | "evidence">): string {
  return [
    ...factors.map(
      ({ name, value, evidence: found }) =>
        `${FACTOR_WORDS[name]}：符合程度 ${Math.round(value * 100)}%${found ? `，依据 ${found}` : ""}`,
    ),
    ...evidence.terms.map(({ term }) => `双方都提到：${term}`),
    ...evidence.against.map(describeObjection),
  ].join("\n");
}

function describeObjection({ code, demand, result }: Pick<Objection, "code"> & Partial<Objection>): string {
  switch (code) {
    case "readiness-short":
      return `需要留意：成熟度不足，需求要求 TRL ${demand}，成果为 TRL ${result}，相差 ${Number(demand) - Number(result)} 级`;
    case "price-above-budget":
      return `需要留意：报价高于预算，预算 ${Number(demand) / FEN_A_WAN} 万元，报价 ${Number(result) / FEN_A_WAN} 万元`;
    case "no-common-cooperation":
      return `需要留意：没有共同的合作方式，需方接受 ${demand}，供方提供 ${result}`;
    case "other-field":
      return `需要留意：产业领域不同，需求属 ${demand}，成果属 ${result}`;
    default:
      return code satisfies never;
  }
}
