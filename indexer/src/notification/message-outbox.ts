import type { MessageDocument, Models, PairingDocument } from "@market/shared/models";
import type { Types } from "mongoose";
import { readTexts, type StoredDemand, type StoredResult } from "../publication/stored-text.ts";
import { UNJOURNALLED } from "../store/write-concern.ts";
import { Audience } from "./audience.ts";
import { eventKeyOf, type Notice } from "./notice.ts";
import { nameFor, type PairedTexts } from "./noticed-titles.ts";
import type { Outbox } from "./outbox.ts";

type StoredMessage = MessageDocument & { _id: Types.ObjectId };
type MessagePairing = Pick<
  PairingDocument,
  "demandId" | "resultId" | "demandOrganisationId" | "resultOrganisationId" | "brokerId" | "score"
> & { _id: Types.ObjectId };

/** Tells everybody in a deal but its author of what was said there. */
export function messageOutbox(models: Models): Outbox<StoredMessage> {
  return {
    name: "message",
    read: (excludedIds, limit) =>
      models.Message.find({ announce: true, _id: { $nin: [...excludedIds] } })
        .sort({ _id: 1 })
        .limit(limit)
        .lean<StoredMessage[]>(),
    carryOut: async (messages) => {
      const audience = new Audience(models);
      const notices = await Promise.all(messages.map((message) => messageNotices(models, message, audience)));
      return notices.flat();
    },
    clear: async (messages) => {
      await models.Message.updateMany(
        { _id: { $in: messages.map(({ _id }) => _id) } },
        { $set: { announce: false } },
        { timestamps: false, ...UNJOURNALLED },
      );
    },
  };
}

async function messageNotices(models: Models, message: StoredMessage, audience: Audience): Promise<Notice[]> {
  const pairing = await models.Pairing.findById(message.pairingId, {
    demandId: 1,
    resultId: 1,
    demandOrganisationId: 1,
    resultOrganisationId: 1,
    brokerId: 1,
    score: 1,
  }).lean<MessagePairing>();
  if (pairing === null) return [];
  const [demands, results, ...groups] = await Promise.all([
    readTexts(models, "demand", [pairing.demandId]),
    readTexts(models, "result", [pairing.resultId]),
    audience.membersOf(pairing.demandOrganisationId),
    audience.membersOf(pairing.resultOrganisationId),
    pairing.brokerId ? audience.person(pairing.brokerId) : [],
  ]);
  const texts = pairedTextsOf(demands[0]?.text, results[0]?.text);
  if (texts === null) return [];
  const recipients = new Map(groups.flat().map((person) => [person._id.toString(), person]));
  recipients.delete(message.createdBy.toString());
  return [...recipients.values()].map((person) => ({
    recipientId: person._id,
    eventKey: eventKeyOf("message", message._id, 0),
    kind: "pairing.message",
    at: message.at,
    note: null,
    // Only who has been introduced can be written to, and so sees both titles.
    pairing: nameFor(person, pairing, texts, true),
  }));
}

function pairedTextsOf(demand: unknown, result: unknown): PairedTexts | null {
  if (demand === undefined || result === undefined) return null;
  return { demand: demand as StoredDemand, result: result as StoredResult };
}
