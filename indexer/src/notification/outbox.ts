import type { Models } from "@market/shared/models";
import type { Types } from "mongoose";
import { carryOutContract } from "../contract/carry-out-contract.ts";
import type { StoredContract } from "../contract/turnover-entries.ts";
import type { TextKind } from "../indexes/index-names.ts";
import {
  asStoredText,
  readTexts,
  type StoredDemand,
  type StoredResult,
  type StoredText,
  textModelOf,
} from "../publication/stored-text.ts";
import { Audience } from "./audience.ts";
import { contractNotices } from "./contract-notices.ts";
import type { Notice, Subject } from "./notice.ts";
import { type AnnounceablePairing, pairingNotices } from "./pairing-notices.ts";
import { publicationNotices } from "./publication-notices.ts";
import { writeNotifications } from "./write-notifications.ts";

/** One kind of record whose history is an outbox. */
export interface Outbox<Record extends Subject> {
  name: string;
  /** Records to announce, but for those to be left alone for now. */
  read(excludedIds: readonly Types.ObjectId[], limit: number): Promise<Record[]>;
  /** Carries out what follows from records, and answers with the notices. */
  carryOut(records: readonly Record[]): Promise<Notice[]>;
  /** Clears what has been announced, unless more has happened since it was read. */
  clear(records: readonly Record[]): Promise<void>;
}

/** Reads a batch, announces it, clears it. Returns how many records there were. */
export async function announceBatch<Record extends Subject>(
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
      // Best first: whoever has a limit a day hears of the best.
      models.Pairing.find(announcing(excludedIds), { factors: 0, evidence: 0 })
        .sort({ score: -1 })
        .limit(limit)
        .lean<AnnounceablePairing[]>(),
    carryOut: async (pairings) => {
      const audience = new Audience(models);
      const hasProposals = pairings.some(({ status }) => status === "proposed");
      const [demands, results] = await Promise.all([
        readTexts(
          models,
          "demand",
          pairings.map(({ demandId }) => demandId),
        ),
        readTexts(
          models,
          "result",
          pairings.map(({ resultId }) => resultId),
        ),
        hasProposals && audience.brokers(),
      ]);
      const demandById = byId<StoredDemand>(demands);
      const resultById = byId<StoredResult>(results);
      const notices = await Promise.all(
        pairings.map((pairing) => {
          const demand = demandById.get(pairing.demandId.toString());
          const result = resultById.get(pairing.resultId.toString());
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

function announcing(excludedIds: readonly Types.ObjectId[]) {
  return excludedIds.length === 0 ? { announce: true } : { announce: true, _id: { $nin: [...excludedIds] } };
}

function byId<Text extends { _id: Types.ObjectId }>(texts: readonly StoredText[]): Map<string, Text> {
  return new Map(texts.map(({ text }) => [text._id.toString(), text as unknown as Text]));
}

/** The part of a mongoose model that clearing needs, the same for every collection with an outbox. */
interface Clearable {
  bulkWrite(
    operations: {
      updateOne: { filter: object; update: object; timestamps: boolean };
    }[],
    options: { ordered: boolean },
  ): Promise<unknown>;
}

async function clearAnnounced(model: unknown, records: readonly Subject[]): Promise<void> {
  await (model as Clearable).bulkWrite(
    records.flatMap(({ _id, history }) => [
      {
        updateOne: {
          filter: { _id, announced: { $lt: history.length } },
          update: { $set: { announced: history.length } },
          timestamps: false,
        },
      },
      {
        updateOne: {
          filter: { _id, announce: true, history: { $size: history.length } },
          update: { $set: { announce: false } },
          timestamps: false,
        },
      },
    ]),
    { ordered: false },
  );
}
