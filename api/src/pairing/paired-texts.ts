import { type Contact, isIntroduced } from "@market/shared";
import type {
  ContractDocument,
  DemandDocument,
  Models,
  OrganisationDocument,
  ResultDocument,
} from "@market/shared/models";
import type { Types } from "mongoose";
import type { StoredPairing } from "./pairing.service.ts";

type Stored<T> = T & { _id: Types.ObjectId };

type PairedContract = Pick<
  Stored<ContractDocument>,
  "_id" | "status" | "livePairingId" | "seller" | "buyer" | "brokerId"
>;

/** What pairings point at, read in one go for a whole page. Keys are ids. */
export interface PairedTexts {
  demands: Map<string, Stored<DemandDocument>>;
  results: Map<string, Stored<ResultDocument>>;
  organisations: Map<string, Stored<OrganisationDocument>>;
  /** Whom to call about a text, by the text's id; of introduced pairings only. */
  contacts: Map<string, Contact>;
  /** The live contract of a pairing, by the pairing's id. */
  contracts: Map<string, PairedContract>;
}

/** Reads the texts, organisations, contacts and contracts of some pairings: a few queries, however many pairings. */
export async function readPairedTexts(models: Models, pairings: StoredPairing[]): Promise<PairedTexts> {
  const [demands, results, organisations, contracts] = await Promise.all([
    models.Demand.find({ _id: { $in: pairings.map(({ demandId }) => demandId) } }).lean<
      Stored<DemandDocument>[]
    >(),
    models.Result.find({ _id: { $in: pairings.map(({ resultId }) => resultId) } }).lean<
      Stored<ResultDocument>[]
    >(),
    models.Organisation.find({
      _id: {
        $in: pairings.flatMap(({ demandOrganisationId, resultOrganisationId }) => [
          demandOrganisationId,
          resultOrganisationId,
        ]),
      },
    }).lean<Stored<OrganisationDocument>[]>(),
    models.Contract.find({ livePairingId: { $in: pairings.map(({ _id }) => _id) } })
      .select("status livePairingId seller buyer brokerId")
      .lean<PairedContract[]>(),
  ]);
  const introduced = pairings.filter(({ status }) => isIntroduced(status));
  const introducedIds = new Set(
    introduced.flatMap(({ demandId, resultId }) => [String(demandId), String(resultId)]),
  );
  return {
    demands: byId(demands),
    results: byId(results),
    organisations: byId(organisations),
    contacts: await readContacts(
      models,
      [...demands, ...results].filter(({ _id }) => introducedIds.has(String(_id))),
    ),
    contracts: new Map(contracts.map((contract) => [String(contract.livePairingId), contract])),
  };
}

/** A text without a contact of its own is answered for by whoever wrote it: an introduction must lead to a person. */
async function readContacts(
  models: Models,
  texts: Pick<Stored<DemandDocument>, "_id" | "contact" | "createdBy">[],
): Promise<Map<string, Contact>> {
  const withoutContact = texts.filter(({ contact }) => contact == null);
  const authors = byId(
    await models.User.find({ _id: { $in: withoutContact.map(({ createdBy }) => createdBy) } })
      .select("name email")
      .lean(),
  );
  const contacts = new Map<string, Contact>();
  for (const text of texts) {
    const author = authors.get(String(text.createdBy));
    const contact =
      (text.contact as Contact | undefined) ?? (author && { name: author.name, email: author.email });
    if (contact) contacts.set(String(text._id), contact);
  }
  return contacts;
}

function byId<T extends { _id: Types.ObjectId }>(records: T[]): Map<string, T> {
  return new Map(records.map((record) => [String(record._id), record]));
}
