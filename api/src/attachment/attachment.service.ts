import type { Readable } from "node:stream";
import {
  type AttachmentMediaType,
  attachmentLimits,
  attachStatusesFor,
  detachStatusesFor,
} from "@market/shared";
import type { AttachmentDocument, ContractDocument, Models } from "@market/shared/models";
import { Types } from "mongoose";
import { actorOf, type Caller } from "../caller.ts";
import { getContractOrThrow, type StoredContract } from "../contract/contract.service.ts";
import { contractStandingOf } from "../contract/contract-standing.ts";
import { ApiError, fieldError } from "../errors.ts";
import { attachmentNameOf } from "./attachment-name.ts";
import type { AttachmentStore, StoredBytes } from "./attachment-store.ts";
import { mediaTypeOf } from "./media-type.ts";
import type { UploadedFile } from "./uploaded-file.ts";
import type { VirusScanner } from "./virus-scanner.ts";

export interface AttachmentDependencies {
  models: Models;
  store: AttachmentStore;
  /** `null` where none is configured: files are kept unseen, and it is said that they are. */
  scanner: VirusScanner | null;
}

/** The files of a contract; one written before there were attachments has none. */
export function attachmentsOf(contract: Pick<ContractDocument, "attachments">): AttachmentDocument[] {
  return contract.attachments ?? [];
}

/**
 * Attaches a file: first its bytes are kept, then looked at, then named in the contract by one update. Whatever fails
 * before that update leaves no attachment. The same key or the same bytes again answer with the first one.
 *
 * @param receive called once the caller may attach, to write the file away
 * @throws {ApiError} 404, 403 and 409 as the rules have it, 409 for a contract that is full, 415 for a kind of file
 *   that is not taken, 400 for an infected one, 503 when the scanner is away
 */
export async function attachFile(
  { models, store, scanner }: AttachmentDependencies,
  caller: Caller,
  contractId: string,
  receive: () => Promise<UploadedFile<StoredBytes>>,
  idempotencyKey: string | undefined,
  signal: AbortSignal,
): Promise<{ contract: StoredContract; attachment: AttachmentDocument; isNew: boolean }> {
  const contract = await getContractOrThrow(models, caller, contractId);
  const first = findByKey(contract, caller, idempotencyKey);
  if (first !== undefined) return { contract, attachment: first, isNew: false };
  checkMayAttach(contract, caller);
  checkHasRoom(contract);

  const { name, kind, written } = await receive();
  let entry: AttachmentDocument;
  try {
    const mediaType = await inspect(store, written);
    const scannedAt = scanner === null ? null : await scan(store, scanner, written, signal);
    entry = {
      ...written,
      name: attachmentNameOf(name, mediaType),
      mediaType,
      kind,
      at: new Date(),
      byId: new Types.ObjectId(caller.id),
      byName: caller.name,
      byRole: caller.role,
      ...(idempotencyKey !== undefined && { idempotencyKey }),
      scannedAt,
    };
  } catch (error) {
    await store.remove(written.id);
    throw error;
  }
  // No removal of the bytes when this fails: it may have been carried out all the same. The sweep knows.
  const updated = await pushAttachment(models, caller, contract, entry);
  if (updated !== null) return { contract: updated, attachment: entry, isNew: true };

  await store.remove(written.id);
  const current = await getContractOrThrow(models, caller, contractId);
  const same =
    findByKey(current, caller, idempotencyKey) ??
    attachmentsOf(current).find(({ sha256 }) => sha256 === entry.sha256);
  if (same !== undefined) return { contract: current, attachment: same, isNew: false };
  checkMayAttach(current, caller);
  checkHasRoom(current);
  throw new ApiError("record.changedMeanwhile", { currentStatus: current.status });
}

async function pushAttachment(
  models: Models,
  caller: Caller,
  contract: StoredContract,
  entry: AttachmentDocument,
): Promise<StoredContract | null> {
  const { idempotencyKey, at } = entry;
  return models.Contract.findOneAndUpdate(
    {
      _id: contract._id,
      status: { $in: attachStatusesFor(contractStandingOf(contract, caller)) },
      [`attachments.${attachmentLimits.filesPerContract - 1}`]: { $exists: false },
      "attachments.sha256": { $ne: entry.sha256 },
      ...(idempotencyKey != null && {
        $nor: [{ attachments: { $elemMatch: { byId: caller.id, idempotencyKey } } }],
      }),
    },
    {
      $push: {
        attachments: entry,
        history: { at, actor: actorOf(caller), act: "attach", note: entry.name, evidence: String(entry.id) },
      },
    },
    { returnDocument: "after" },
  ).lean<StoredContract>();
}

/**
 * Takes a file out of a contract that is still its editors' to change.
 *
 * @throws {ApiError} 404 for a file that is not there or a contract the caller may not see, 403 and 409 as the rules
 *   have it
 */
export async function detachFile(
  { models, store }: AttachmentDependencies,
  caller: Caller,
  contractId: string,
  attachmentId: string,
): Promise<StoredContract> {
  const contract = await getContractOrThrow(models, caller, contractId);
  const attachment = findAttachmentOrThrow(contract, attachmentId);
  const statuses = detachStatusesFor(
    contractStandingOf(contract, caller),
    attachment.byRole as Caller["role"],
  );
  if (statuses.length === 0) throw new ApiError("contract.notYours");
  const updated = await models.Contract.findOneAndUpdate(
    { _id: contract._id, status: { $in: statuses }, "attachments.id": attachment.id },
    {
      $pull: { attachments: { id: attachment.id } },
      $push: {
        history: {
          at: new Date(),
          actor: actorOf(caller),
          act: "detach",
          note: attachment.name,
          evidence: attachmentId,
        },
      },
    },
    { returnDocument: "after" },
  ).lean<StoredContract>();
  if (updated === null) {
    const current = await getContractOrThrow(models, caller, contractId);
    findAttachmentOrThrow(current, attachmentId);
    throw new ApiError("contract.wrongStatus", { currentStatus: current.status });
  }
  await store.remove(attachment.id);
  return updated;
}

/** @throws {ApiError} 404 for a file that is not there or a contract the caller may not see */
export async function openAttachment(
  { models, store }: AttachmentDependencies,
  caller: Caller,
  contractId: string,
  attachmentId: string,
): Promise<{ attachment: AttachmentDocument; content: Readable }> {
  const contract = await getContractOrThrow(models, caller, contractId);
  const attachment = findAttachmentOrThrow(contract, attachmentId);
  return { attachment, content: await store.read(attachment.id) };
}

function findAttachmentOrThrow(contract: StoredContract, attachmentId: string): AttachmentDocument {
  const attachment = attachmentsOf(contract).find(({ id }) => String(id) === attachmentId);
  if (attachment === undefined) throw new ApiError("record.notFound");
  return attachment;
}

function findByKey(
  contract: StoredContract,
  caller: Caller,
  key: string | undefined,
): AttachmentDocument | undefined {
  if (key === undefined) return undefined;
  return attachmentsOf(contract).find(
    ({ byId, idempotencyKey }) => String(byId) === caller.id && idempotencyKey === key,
  );
}

function checkMayAttach(contract: StoredContract, caller: Caller): void {
  const statuses = attachStatusesFor(contractStandingOf(contract, caller));
  if (statuses.length === 0) throw new ApiError("contract.notYours");
  if (!statuses.includes(contract.status)) {
    throw new ApiError("contract.wrongStatus", { currentStatus: contract.status });
  }
}

function checkHasRoom(contract: StoredContract): void {
  if (attachmentsOf(contract).length >= attachmentLimits.filesPerContract) {
    throw new ApiError("attachment.tooMany", { currentStatus: contract.status });
  }
}

async function inspect(store: AttachmentStore, { id, bytes }: StoredBytes): Promise<AttachmentMediaType> {
  const mediaType = bytes === 0 ? null : await mediaTypeOf(await store.read(id));
  if (mediaType === null) throw new ApiError("attachment.unsupportedType");
  return mediaType;
}

async function scan(
  store: AttachmentStore,
  scanner: VirusScanner,
  { id }: StoredBytes,
  signal: AbortSignal,
): Promise<Date> {
  if (!(await scanner.isClean(await store.read(id), signal))) throw fieldError("file", "attachment.infected");
  return new Date();
}
