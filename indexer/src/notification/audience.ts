import type { OrganisationKind } from "@market/shared";
import type { Models, UserDocument } from "@market/shared/models";
import type { Types } from "mongoose";
import { type BrokerStanding, readStandings } from "./broker-standing.ts";

export type StoredUser = UserDocument & { _id: Types.ObjectId };

/** The people who may have to hear of a batch of events, read at most once a batch. */
export class Audience {
  readonly #models: Models;
  #brokers: Promise<StoredUser[]> | undefined;
  #standings: Promise<Map<string, BrokerStanding>> | undefined;
  #officials: Promise<StoredUser[]> | undefined;
  readonly #members = new Map<string, Promise<StoredUser[]>>();

  constructor(models: Models) {
    this.#models = models;
  }

  brokers(): Promise<StoredUser[]> {
    this.#brokers ??= this.#find({ role: "broker" });
    return this.#brokers;
  }

  /** How much each broker carries and how they did so far, by id; those who never claimed anything are left out. */
  standings(): Promise<Map<string, BrokerStanding>> {
    this.#standings ??= readStandings(this.#models);
    return this.#standings;
  }

  officials(): Promise<StoredUser[]> {
    this.#officials ??= this.#find({ role: "official" });
    return this.#officials;
  }

  membersOf(organisationId: Types.ObjectId): Promise<StoredUser[]> {
    const key = organisationId.toString();
    const known = this.#members.get(key);
    if (known !== undefined) return known;
    const members = this.#find({ organisationId });
    this.#members.set(key, members);
    return members;
  }

  /** Members of the institutions of some kinds. */
  async institutionsOf(kinds: readonly OrganisationKind[]): Promise<StoredUser[]> {
    const organisations = await this.#models.Organisation.find({ kind: { $in: kinds } }, { _id: 1 }).lean();
    return this.#find({ role: "institution", organisationId: { $in: organisations.map(({ _id }) => _id) } });
  }

  person(id: Types.ObjectId): Promise<StoredUser[]> {
    return this.#find({ _id: id });
  }

  #find(filter: Record<string, unknown>): Promise<StoredUser[]> {
    // Executed here and now: several people await one answer, and a query runs only once.
    return this.#models.User.find({ ...filter, deletedAt: null }, { role: 1, organisationId: 1, broker: 1 })
      .lean<StoredUser[]>()
      .exec();
  }
}
