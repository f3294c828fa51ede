import {
  type Certificate,
  type CertifiedTerms,
  certifiedText,
  cityRegistryName,
  dayOf,
} from "@market/shared";
import { toString as drawQrCode } from "qrcode";
import type { StoredContract } from "../contract/contract.service.ts";
import { ApiError } from "../errors.ts";
import { amountInWords } from "./amount-in-words.ts";
import type { CertificateKeys } from "./certificate-keys.ts";

/**
 * The certificate of a contract's registration, on the terms now in force. One that was taken out of force has none:
 * what is printed must not outlive it, and a mark across it is easily cut off.
 *
 * @param origin where the page is that the QR code leads to, as `https://market.example`
 * @throws {ApiError} 409 for a contract whose registration is not in force, 503 without a key to sign with
 */
export async function certify(
  contract: StoredContract,
  keys: CertificateKeys,
  origin: string,
): Promise<Certificate> {
  const { status, registrationNumber, registeredAt, versions } = contract;
  if (status !== "registered" || registrationNumber == null || registeredAt == null) {
    throw new ApiError("certificate.notRegistered", { currentStatus: status });
  }
  const { title, type, seller, buyer, amountFen, technologyAmountFen, signedOn } = contract;
  const version = versions.length + 1;
  const terms: CertifiedTerms = {
    number: registrationNumber,
    version,
    seller,
    buyer,
    amountFen,
    technologyAmountFen,
  };
  const signature = keys.sign(certifiedText(terms));
  if (signature === null) throw new ApiError("certificate.noKey");
  const verifyUrl = `${origin}/verify/${registrationNumber}?signature=${signature}`;
  const amendedAt = versions.at(-1)?.until;
  return {
    number: registrationNumber,
    title,
    type,
    seller: { name: seller.name, creditCode: seller.creditCode ?? null },
    buyer: { name: buyer.name, creditCode: buyer.creditCode ?? null },
    amountFen,
    amountInWords: amountInWords(amountFen),
    technologyAmountFen,
    technologyAmountInWords: amountInWords(technologyAmountFen),
    signedOn,
    registeredOn: dayOf(registeredAt),
    office: contract.servicePointName ?? cityRegistryName,
    version,
    amendedOn: amendedAt === undefined ? null : dayOf(amendedAt),
    signature,
    verifyUrl,
    qrCode: await drawQrCode(verifyUrl, { type: "svg", margin: 0 }),
  };
}
