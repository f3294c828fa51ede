import type { ContractStanding } from "../contract/contract.rules.ts";
import type { ContractStatus } from "../contract/contract-status.schema.ts";
import type { Role } from "../vocabulary/vocabulary.schema.ts";

/**
 * When each side may add files to a contract. Parties and broker while it is theirs to change; the office from when
 * it is handed in, as evidence of what was examined, amended or taken out of force.
 */
const attachStatuses = {
  editor: ["draft", "returned"],
  office: ["submitted", "accepted", "returned", "registered", "cancelled", "revoked"],
} as const satisfies Record<string, readonly ContractStatus[]>;

/** Files can be taken away only while the contract is not in the office's hands. */
const detachStatuses: readonly ContractStatus[] = ["draft", "returned"];

/** The statuses in which somebody with this standing may attach a file; empty for those who never may. */
export function attachStatusesFor(standing: ContractStanding): readonly ContractStatus[] {
  if (standing.role === "official") return attachStatuses.office;
  return isEditor(standing) ? attachStatuses.editor : [];
}

/** The statuses in which somebody may take a file away. What the office added is not the parties' to remove. */
export function detachStatusesFor(
  standing: ContractStanding,
  attachedByRole: Role,
): readonly ContractStatus[] {
  return isEditor(standing) && attachedByRole !== "official" ? detachStatuses : [];
}

function isEditor(standing: ContractStanding): boolean {
  return standing.isParty || (standing.role === "broker" && standing.isBroker);
}
