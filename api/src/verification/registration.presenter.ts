import { type CertifiedTerms, certifiedText, type RegistrationCheck } from "@market/shared";
import type { ContractDocument } from "@market/shared/models";
import type { CertificateKeys } from "../certificate/certificate-keys.ts";

/**
 * What anybody may learn of a registration: what a certificate states, and no more. With the signature of a
 * certificate also whether it states these terms, or those of which earlier version.
 *
 * @throws {TypeError} for a contract that has a number but was never registered, which the registry rules out
 */
export function presentRegistration(
  contract: ContractDocument,
  keys: CertificateKeys,
  signature: string | undefined,
): RegistrationCheck {
  const { status, registrationNumber, registeredAt, versions } = contract;
  if (!isRegistrationStatus(status) || registrationNumber == null || registeredAt == null) {
    throw new TypeError(`contract with number ${registrationNumber} is ${status}`);
  }
  const version = versions.length + 1;
  const signedVersion =
    signature === undefined
      ? null
      : signedVersionOf(signature, keys, [...versions, contract], registrationNumber);
  return {
    number: registrationNumber,
    status,
    title: contract.title,
    type: contract.type,
    seller: { name: contract.seller.name },
    buyer: { name: contract.buyer.name },
    amountFen: contract.amountFen,
    technologyAmountFen: contract.technologyAmountFen,
    registeredAt: registeredAt.toISOString(),
    isAmended: versions.length > 0,
    version,
    amendedAt: versions.at(-1)?.until.toISOString() ?? null,
    voidedAt: contract.voidedAt?.toISOString() ?? null,
    signatureValid: signature === undefined ? null : signedVersion === version,
    signedVersion,
  };
}

/** The latest version whose terms a signature certifies; `versions` are in order, the present terms last. */
function signedVersionOf(
  signature: string,
  keys: CertificateKeys,
  versions: readonly Omit<CertifiedTerms, "number" | "version">[],
  number: string,
): number | null {
  const index = versions.findLastIndex((terms, position) =>
    keys.isSigned(certifiedText({ ...terms, number, version: position + 1 }), signature),
  );
  return index === -1 ? null : index + 1;
}

function isRegistrationStatus(status: ContractDocument["status"]): status is RegistrationCheck["status"] {
  return status === "registered" || status === "cancelled" || status === "revoked";
}
