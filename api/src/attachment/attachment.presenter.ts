import { type Attachment, attachStatusesFor, detachStatusesFor } from "@market/shared";
import type { AttachmentDocument } from "@market/shared/models";
import type { Caller } from "../caller.ts";
import type { StoredContract } from "../contract/contract.service.ts";
import { contractStandingOf } from "../contract/contract-standing.ts";
import { attachmentsOf } from "./attachment.service.ts";

/** What is told of a contract's files, and whether the caller may add to them. */
export function presentAttachments(
  contract: StoredContract,
  caller: Caller,
): { attachments: Attachment[]; mayAttach: boolean } {
  return {
    attachments: attachmentsOf(contract).map((attachment) => presentAttachment(attachment, contract, caller)),
    mayAttach: attachStatusesFor(contractStandingOf(contract, caller)).includes(contract.status),
  };
}

export function presentAttachment(
  attachment: AttachmentDocument,
  contract: StoredContract,
  caller: Caller,
): Attachment {
  const { id, name, mediaType, bytes, sha256, kind, at, byId, byName, byRole, scannedAt } = attachment;
  const detachStatuses = detachStatusesFor(contractStandingOf(contract, caller), byRole as Caller["role"]);
  return {
    id: String(id),
    name,
    mediaType,
    bytes,
    sha256,
    kind,
    at: at.toISOString(),
    by: { id: String(byId), name: byName },
    scannedAt: scannedAt?.toISOString() ?? null,
    isDetachable: detachStatuses.includes(contract.status),
  };
}
