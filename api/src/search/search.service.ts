import { SearchUnavailableError } from "@market/indexer/search";
import type { Everything, FoundRecord, SearchGroupKind } from "@market/shared";
import type { FastifyInstance, FastifyRequest } from "fastify";
import type { Types } from "mongoose";
import type { Caller } from "../caller.ts";
import { listContracts } from "../contract/contract.service.ts";
import { presentDemand } from "../demand/demand.presenter.ts";
import { findDemands } from "../demand/demand.service.ts";
import type { StoredOrganisation } from "../organisation/organisation.presenter.ts";
import { listOrganisations } from "../organisation/organisation.service.ts";
import { readPairedTexts } from "../pairing/paired-texts.ts";
import { findPairingsOf } from "../pairing/pairing.service.ts";
import { answersForMarket } from "../publication/publication.presenter.ts";
import type { StoredDemand, StoredPublication, StoredResult } from "../publication/publication.store.ts";
import { presentPage } from "../publication/publication-page.presenter.ts";
import type { FoundTexts } from "../publication/search-texts.service.ts";
import { presentResult } from "../result/result.presenter.ts";
import { findResults } from "../result/result.service.ts";

const GROUP_SIZE = 5;
const REGISTRATION_NUMBER = /^\d{16}$/;

interface Found {
  total: number;
  items: FoundRecord[];
}

/**
 * Looks for words in everything the caller may see. Each kind of record is asked of its own service, which knows by
 * whom it may be seen. Without the engine texts are left out, with their pairings; the rest is found all the same.
 */
export async function searchEverything(
  app: FastifyInstance,
  request: FastifyRequest,
  q: string,
  at: Date,
): Promise<Everything> {
  const { caller } = request;
  const [texts, contracts, organisations] = await Promise.all([
    findTexts(app, request, q, at),
    caller === null ? nothing : findContracts(app, caller, q),
    answersForMarket(caller) ? findOrganisationsNamed(app, q) : nothing,
  ]);
  const [demands, results, pairings] =
    texts === null
      ? [nothing, nothing, nothing]
      : await Promise.all([
          presentFound(app, texts.demands, (text, owner) => presentDemand(text, owner, caller, at)),
          presentFound(app, texts.results, (text, owner) => presentResult(text, owner, caller, at)),
          caller === null ? nothing : findPairings(app, caller, texts),
        ]);
  const found: Record<SearchGroupKind, Found> = {
    demand: demands,
    result: results,
    pairing: pairings,
    contract: contracts,
    organisation: organisations,
  };
  const groups = Object.entries(found).map(([kind, group]) => ({ kind: kind as SearchGroupKind, ...group }));
  return { groups: groups.filter(({ items }) => items.length > 0), withoutTexts: texts === null };
}

const nothing: Found = { total: 0, items: [] };

interface Texts {
  demands: FoundTexts<StoredDemand>;
  results: FoundTexts<StoredResult>;
}

async function findTexts(
  app: FastifyInstance,
  request: FastifyRequest,
  q: string,
  at: Date,
): Promise<Texts | null> {
  const query = { q, page: 1, pageSize: GROUP_SIZE };
  try {
    const [demands, results] = await Promise.all([
      findDemands(app, request, query, at),
      findResults(app, request, query, at),
    ]);
    return { demands, results };
  } catch (error) {
    if (!(error instanceof SearchUnavailableError)) throw error;
    request.log.warn({ err: error }, "texts could not be searched");
    return null;
  }
}

/** By the presenter of its kind, which knows whose name is not to be told. */
async function presentFound<Text extends StoredPublication>(
  app: FastifyInstance,
  found: FoundTexts<Text>,
  present: (
    text: Text,
    owner: StoredOrganisation,
  ) => { id: string; title: string; organisation: { name: string } | null },
): Promise<Found> {
  const { items, total } = await presentPage(app.models, found, present);
  return {
    total,
    items: items.map(({ id, title, organisation }) => ({ id, title, detail: organisation?.name ?? "" })),
  };
}

async function findPairings(app: FastifyInstance, caller: Caller, texts: Texts): Promise<Found> {
  const ids = ({ items }: FoundTexts<StoredPublication>): Types.ObjectId[] => items.map(({ _id }) => _id);
  const { pairings, total } = await findPairingsOf(
    app.models,
    caller,
    { demandIds: ids(texts.demands), resultIds: ids(texts.results) },
    GROUP_SIZE,
  );
  const { demands, results } = await readPairedTexts(app.models, pairings);
  return {
    total,
    items: pairings.map((pairing) => ({
      id: String(pairing._id),
      title: demands.get(String(pairing.demandId))?.title ?? "",
      detail: results.get(String(pairing.resultId))?.title ?? "",
    })),
  };
}

async function findContracts(app: FastifyInstance, caller: Caller, q: string): Promise<Found> {
  // As printed on a certificate, in groups of digits.
  const digits = q.replaceAll(/\s/g, "");
  const words = REGISTRATION_NUMBER.test(digits) ? { number: digits } : { text: q };
  const { contracts, total } = await listContracts(app.models, caller, { ...words, pageSize: GROUP_SIZE });
  return {
    total,
    items: contracts.map((contract) => ({
      id: String(contract._id),
      title: contract.title,
      detail: contract.registrationNumber ?? `${contract.seller.name} → ${contract.buyer.name}`,
    })),
  };
}

async function findOrganisationsNamed(app: FastifyInstance, q: string): Promise<Found> {
  const { items, total } = await listOrganisations(app.models, { name: q, pageSize: GROUP_SIZE });
  return {
    total,
    items: items.map(({ _id, name, district }) => ({ id: String(_id), title: name, detail: district })),
  };
}
