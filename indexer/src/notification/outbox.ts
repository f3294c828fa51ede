import type { Models } from "@market/shared/models";
import type { Types } from "mongoose";
import { carryOutContract } from "../contract/carry-out-contract.ts";
import type { StoredContract } from "../contract/turnover-entries.ts";
import { groupBy } from "../group-by.ts";
import type { TextKind } from "../indexes/index-names.ts";
import {
  asStoredText,
  readTexts,
  type StoredDemand,
  type StoredResult,
  type StoredText,
  textModelOf,
} from "../publication/stored-text.ts";
import { releaseBatch, type StoredCall } from "../selection/release-batch.ts";
import { selectionNotices } from "../selection/selection-notices.ts";
import { UNJOURNALLED } from "../store/write-concern.ts";
import { Audience } from "./audience.ts";
import { contractNotices } from "./contract-notices.ts";
import type { Notice, Subject } from "./notice.ts";
import { type AnnounceablePairing, pairingNotices } from "./pairing-notices.ts";
import { publicationNotices } from "./publication-notices.ts";
import { writeNotifications } from "./write-notifications.ts";

/** One kind of record that people must hear of. */
export interface Outbox<Record extends { _id: Types.ObjectId }> {
  name: string;
  /** Records to announce, but for those to be left alone for now. */
  read(excludedIds: readonly Types.ObjectId[], limit: number): Promise<Record[]>;
  /** Carries out what follows from records, and answers with the notices. */
  carryOut(records: readonly Record[]): Promise<Notice[]>;
  /** Clears what has been announced, unless more has happened since it was read. */
  clear(records: readonly Record[]): Promise<void>;
}

/** Reads a batch, announces it, clears it. Returns how many records there were. */
export async function announceBatch<Record extends { _id: Types.ObjectId }>(
  models: Models,
  outbox: Outbox<Record>,
  records: readonly Record[],
): Promise<void> {
  await writeNotifications(models, await outbox.carryOut(records));
  await outbox.clear(records);
}

export function pairingOutbox(models: Models): Outbox<AnnounceablePairing> {
  return {
    name: "pairing",
    read: (excludedIds, limit) =>
      // Best first: of what waits together, the best ring.
      models.Pairing.find(announcing(excludedIds), { factors: 0, evidence: 0 })
        .sort({ score: -1 })
        .limit(limit)
        .lean<AnnounceablePairing[]>(),
    carryOut: async (pairings) => {
      const audience = new Audience(models);
      const hasProposals = pairings.some(({ status }) => status === "proposed");
      const unread = pairings.filter(({ texts }) => texts === undefined);
      const [demands, results] = await Promise.all([
        readTexts(
          models,
          "demand",
          unread.map(({ demandId }) => demandId),
        ),
        readTexts(
          models,
          "result",
          unread.map(({ resultId }) => resultId),
        ),
        hasProposals && audience.brokers(),
        hasProposals && audience.standings(),
      ]);
      const demandById = byId<StoredDemand>(demands);
      const resultById = byId<StoredResult>(results);
      const notices = await Promise.all(
        pairings.map((pairing) => {
          const demand = pairing.texts?.demand ?? demandById.get(pairing.demandId.toString());
          const result = pairing.texts?.result ?? resultById.get(pairing.resultId.toString());
          // Published texts are never deleted; a pairing without its texts is nobody's news.
          return demand && result ? pairingNotices(pairing, { demand, result }, audience) : [];
        }),
      );
      return notices.flat();
    },
    clear: (pairings) => clearAnnounced(models.Pairing, pairings),
  };
}

export function contractOutbox(models: Models): Outbox<StoredContract> {
  return {
    name: "contract",
    read: (excludedIds, limit) =>
      models.Contract.find(announcing(excludedIds)).limit(limit).lean<StoredContract[]>(),
    carryOut: async (contracts) => {
      const audience = new Audience(models);
      const notices = await Promise.all(
        contracts.map(async (contract) => {
          await carryOutContract(models, contract);
          return contractNotices(contract, audience);
        }),
      );
      return notices.flat();
    },
    clear: (contracts) => clearAnnounced(models.Contract, contracts),
  };
}

export function publicationOutbox(models: Models, kind: TextKind): Outbox<StoredText["text"]> {
  return {
    name: kind,
    read: (excludedIds, limit) =>
      textModelOf(models, kind).find(announcing(excludedIds)).limit(limit).lean<StoredText["text"][]>(),
    carryOut: async (texts) => {
      const audience = new Audience(models);
      const notices = await Promise.all(
        texts.map((text) => publicationNotices(asStoredText(kind, text), audience)),
      );
      return notices.flat();
    },
    clear: (texts) => clearAnnounced(textModelOf(models, kind), texts),
  };
}

export function selectionOutbox(models: Models): Outbox<StoredCall> {
  return {
    name: "selection",
    read: (excludedIds, limit) =>
      models.SelectionCall.find(announcing(excludedIds)).limit(limit).lean<StoredCall[]>(),
    carryOut: async (calls) => {
      const audience = new Audience(models);
      const notices = await Promise.all(
        calls.map(async (call) => {
          await releaseBatch(models, call);
          return selectionNotices(models, call, audience);
        }),
      );
      return notices.flat();
    },
    clear: (calls) => clearAnnounced(models.SelectionCall, calls),
  };
}

function announcing(excludedIds: readonly Types.ObjectId[]) {
  return excludedIds.length === 0 ? { announce: true } : { announce: true, _id: { $nin: [...excludedIds] } };
}

function byId<Text extends { _id: Types.ObjectId }>(texts: readonly StoredText[]): Map<string, Text> {
  return new Map(texts.map(({ text }) => [text._id.toString(), text as unknown as Text]));
}

/** The part of a mongoose model that clearing needs, the same for every collection with an outbox. */
interface Clearable {
  updateMany(
    filter: object,
    update: object,
    options: { timestamps: boolean } & Partial<typeof UNJOURNALLED>,
  ): PromiseLike<{ matchedCount: number }>;
}

// Announced again, it comes to the same notifications.
const UNDURABLE = { timestamps: false, ...UNJOURNALLED } as const;

async function clearAnnounced(model: unknown, records: readonly Subject[]): Promise<void> {
  const byLength = groupBy(records, ({ history }) => history.length);
  await Promise.all(
    [...byLength].map(([length, ofLength]) =>
      clearOfLength(
        model as Clearable,
        length,
        ofLength.map(({ _id }) => _id),
      ),
    ),
  );
}

/** One statement for all whose history is of one length, as that of proposals is: they come by the dozen. */
async function clearOfLength(
  model: Clearable,
  length: number,
  ids: readonly Types.ObjectId[],
): Promise<void> {
  const { matchedCount } = await model.updateMany(
    { _id: { $in: ids }, announce: true, history: { $size: length } },
    { $set: { announced: length, announce: false } },
    UNDURABLE,
  );
  if (matchedCount === ids.length) return;
  // More has happened to some since: that is still to be announced, but only that.
  await model.updateMany(
    { _id: { $in: ids }, announced: { $lt: length } },
    { $set: { announced: length } },
    UNDURABLE,
  );
}
