import type { SearchAnswer, TextFilter } from "@market/indexer/search";
import { isOpenAt, mayRead, type Page, type PublicationStatus, visibilitiesFor } from "@market/shared";
import type { Models } from "@market/shared/models";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { type Caller, readerOf } from "../caller.ts";
import { ApiError, fieldError } from "../errors.ts";
import { modelOf, type PublicationKind, type StoredByKind } from "./publication.store.ts";
import type { ListQuery } from "./publication-list.service.ts";

interface SearchListQuery extends ListQuery {
  q: string;
  organisation?: string;
}

/** A page of texts; `answer` is there if it comes from a search, with what only the engine knows. */
export interface FoundTexts<Text> extends Page<Text> {
  answer?: SearchAnswer;
}

/**
 * A page of what a search finds, as far as the caller may read it.
 *
 * @throws {ApiError} 401 when a stranger asks for their own; 429 when they ask too often; 503 without the engine
 */
export async function searchTexts<Kind extends PublicationKind>(
  app: Pick<FastifyInstance, "models" | "findTexts">,
  request: FastifyRequest,
  kind: Kind,
  query: SearchListQuery,
  conditions: Partial<TextFilter>,
  at: Date,
): Promise<FoundTexts<StoredByKind[Kind]>> {
  const { q, page = 1, pageSize = 20, mine = false, organisation, status } = query;
  const { caller } = request;
  requireSearchableStatus(status);
  if (mine && caller === null) throw new ApiError("account.signInRequired");
  if (mine && caller?.organisationId == null) return { items: [], total: 0, page, pageSize };
  const filter: TextFilter = {
    ...conditions,
    visibilities: visibilitiesFor(readerOf(caller)),
    ownOrganisationId: caller?.organisationId ?? null,
    organisationId: mine ? (caller?.organisationId ?? undefined) : organisation,
  };
  const answer = await app.findTexts(request, { kind, query: { q, filter, page, pageSize } });
  const items = await readHits(app.models, kind, answer, caller, at);
  const total = Math.max(items.length, answer.total - (answer.hits.length - items.length));
  return { items, total, page, pageSize, answer };
}

/** The index holds what is on the market, so a search for any other status could only ever find nothing. */
function requireSearchableStatus(status: PublicationStatus | undefined): void {
  if (status !== undefined && status !== "published") throw fieldError("status", "query.notWithSearch");
}

/**
 * The texts that a search found, in its order, as they stand in the store. The index runs behind: what the caller
 * may not read, or no longer, is left out and not counted.
 */
async function readHits<Kind extends PublicationKind>(
  models: Models,
  kind: Kind,
  answer: SearchAnswer,
  caller: Caller | null,
  at: Date,
): Promise<StoredByKind[Kind][]> {
  const found = await modelOf(models, kind)
    .find({ _id: { $in: answer.hits.map((hit) => hit.id) } })
    .lean();
  const reader = readerOf(caller);
  const readable = new Map(
    found
      .filter((text) => isOpenAt(text, at))
      .filter((text) => mayRead({ ...text, organisationId: String(text.organisationId) }, reader, at))
      .map((text) => [String(text._id), text as unknown as StoredByKind[Kind]]),
  );
  return answer.hits.map((hit) => readable.get(hit.id)).filter((text) => text !== undefined);
}
