import type { Connection } from "mongoose";
import { invitationSchema, passwordResetSchema, sessionSchema, userSchema } from "./account.model.ts";
import { contractSchema } from "./contract.model.ts";
import { demandSchema } from "./demand.model.ts";
import { importRunSchema } from "./import-run.model.ts";
import { keptVectorSchema, leaseSchema, workerSchema } from "./indexer.model.ts";
import { matchingSchema } from "./matching.model.ts";
import { messageSchema } from "./message.model.ts";
import { notificationSchema } from "./notification.model.ts";
import { organisationSchema } from "./organisation.model.ts";
import { pairingSchema } from "./pairing.model.ts";
import { chatUseSchema, reasonsSettingSchema, wordedReasonsSchema } from "./reasons.model.ts";
import { resultSchema } from "./result.model.ts";
import { selectionCallSchema, selectionNominationSchema, selectionReviewSchema } from "./selection.model.ts";
import { turnoverEntrySchema } from "./turnover-entry.model.ts";
import { weightsVersionSchema } from "./weights-version.model.ts";

/** The collections, bound to one connection. Call {@link initModels} before the first write. */
export function createModels(connection: Connection) {
  return {
    Organisation: connection.model("Organisation", organisationSchema),
    User: connection.model("User", userSchema),
    Session: connection.model("Session", sessionSchema),
    Invitation: connection.model("Invitation", invitationSchema),
    PasswordReset: connection.model("PasswordReset", passwordResetSchema),
    Demand: connection.model("Demand", demandSchema),
    Result: connection.model("Result", resultSchema),
    Pairing: connection.model("Pairing", pairingSchema),
    Message: connection.model("Message", messageSchema),
    Notification: connection.model("Notification", notificationSchema),
    Contract: connection.model("Contract", contractSchema),
    SelectionCall: connection.model("SelectionCall", selectionCallSchema),
    SelectionNomination: connection.model("SelectionNomination", selectionNominationSchema),
    SelectionReview: connection.model("SelectionReview", selectionReviewSchema),
    ImportRun: connection.model("ImportRun", importRunSchema),
    TurnoverEntry: connection.model("TurnoverEntry", turnoverEntrySchema),
    Matching: connection.model("Matching", matchingSchema),
    WeightsVersion: connection.model("WeightsVersion", weightsVersionSchema),
    KeptVector: connection.model("KeptVector", keptVectorSchema),
    Worker: connection.model("Worker", workerSchema),
    WordedReasons: connection.model("WordedReasons", wordedReasonsSchema),
    ReasonsSetting: connection.model("ReasonsSetting", reasonsSettingSchema),
    ChatUse: connection.model("ChatUse", chatUseSchema),
    Lease: connection.model("Lease", leaseSchema),
  };
}
export type Models = ReturnType<typeof createModels>;

/** Waits until every index stands: unique indexes decide races, so no write may come before them. */
export async function initModels(models: Models): Promise<void> {
  await Promise.all(Object.values(models).map((model) => model.init()));
}

export type { InvitationDocument, SessionDocument, UserDocument } from "./account.model.ts";
export { type AttachmentDocument, openAttachmentBucket } from "./attachment.model.ts";
export { connectMongo, onHeartbeatStuck } from "./connect.ts";
export type { ContractDocument } from "./contract.model.ts";
export type { DemandDocument } from "./demand.model.ts";
export { type BrokerPart, readDigestFilter } from "./digest.filter.ts";
export type { ImportRunDocument } from "./import-run.model.ts";
export type { MatchingDocument } from "./matching.model.ts";
export { MATCHING_ID } from "./matching.model.ts";
export type { MessageDocument } from "./message.model.ts";
export type { NotificationDocument } from "./notification.model.ts";
export type { OrganisationDocument } from "./organisation.model.ts";
export type { PairingDocument } from "./pairing.model.ts";
export { REASONS_SETTING_ID, reasonsBasisOf, type WordedReasonsDocument } from "./reasons.model.ts";
export type { ResultDocument } from "./result.model.ts";
export type {
  SelectionCallDocument,
  SelectionNominationDocument,
  SelectionReviewDocument,
} from "./selection.model.ts";
export type { TurnoverEntryDocument } from "./turnover-entry.model.ts";
export type { WeightsVersionDocument } from "./weights-version.model.ts";
