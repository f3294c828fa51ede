import type { RegistrationCheck } from "@market/shared";
import type { ContractDocument } from "@market/shared/models";

/**
 * What anybody may learn of a registration: what a certificate states, and no more.
 *
 * @throws {TypeError} for a contract that has a number but was never registered, which the registry rules out
 */
export function presentRegistration(contract: ContractDocument): RegistrationCheck {
  const { status, registrationNumber, registeredAt } = contract;
  if (!isRegistrationStatus(status) || registrationNumber == null || registeredAt == null) {
    throw new TypeError(`contract with number ${registrationNumber} is ${status}`);
  }
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
    isAmended: contract.versions.length > 0,
  };
}

function isRegistrationStatus(status: ContractDocument["status"]): status is RegistrationCheck["status"] {
  return status === "registered" || status === "cancelled" || status === "revoked";
}
