/** The office that registers what is handed in at no service point. */
export const cityRegistryName = "青岛市技术合同登记处";

/** What a certificate's signature covers. */
export interface CertifiedTerms {
  number: string;
  /** 1, and one more with each amendment. */
  version: number;
  seller: { name: string };
  buyer: { name: string };
  amountFen: number;
  technologyAmountFen: number;
}

/**
 * The text whose UTF-8 bytes are signed: a line each for the form of the text, number, version, seller, buyer and
 * both amounts in 分. Whoever holds a certificate and the public key can write it down again and check.
 */
export function certifiedText(terms: CertifiedTerms): string {
  return [
    "technology-contract-certificate/1",
    terms.number,
    terms.version,
    lineOf(terms.seller.name),
    lineOf(terms.buyer.name),
    terms.amountFen,
    terms.technologyAmountFen,
  ].join("\n");
}

// A name with a line break in it could otherwise stand for two lines.
function lineOf(name: string): string {
  return name.normalize("NFC").replace(/\s+/g, " ").trim();
}

/** A registration number as it is printed: year, place, point and running number apart. */
export function spacedNumber(number: string): string {
  return number.replace(/^(\d{4})(\d{4})(\d{2})(\d{6})$/, "$1 $2 $3 $4");
}
