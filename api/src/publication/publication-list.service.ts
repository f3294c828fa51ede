import type { Page, PublicationStatus } from "@market/shared";
import type { Models } from "@market/shared/models";
import type { QueryFilter, SortOrder } from "mongoose";
import { type Caller, readerOf } from "../caller.ts";
import { ApiError } from "../errors.ts";
import { openFilter, readableFilter, statusFilter } from "./publication.filter.ts";
import {
  modelOf,
  type PublicationDocument,
  type PublicationKind,
  type StoredByKind,
} from "./publication.store.ts";

export interface ListQuery {
  page?: number;
  pageSize?: number;
  status?: PublicationStatus;
  mine?: boolean;
}

/**
 * A page of texts: what is on the market for the caller, or what stands at a status as far as they may see it, or,
 * with `mine`, all that their organisation has.
 *
 * @param conditions what the texts of this kind must fulfil besides
 * @throws {ApiError} 401 when a stranger asks for their own
 */
export async function listTexts<Kind extends PublicationKind>(
  models: Models,
  kind: Kind,
  { page = 1, pageSize = 20, status, mine = false }: ListQuery,
  conditions: QueryFilter<StoredByKind[Kind]>,
  options: { sort?: Record<string, SortOrder> },
  caller: Caller | null,
  at: Date,
): Promise<Page<StoredByKind[Kind]>> {
  if (mine && caller === null) throw new ApiError("account.signInRequired");
  if (mine && caller?.organisationId === null) return { items: [], total: 0, page, pageSize };
  const scope: QueryFilter<PublicationDocument>[] = mine
    ? [{ organisationId: caller?.organisationId ?? null }]
    : [readableFilter(readerOf(caller), at)];
  if (status !== undefined) scope.push(statusFilter(status, at));
  else if (!mine) scope.push(openFilter(at));
  const filter = { $and: [...scope, conditions as QueryFilter<PublicationDocument>] };
  const newestFirst: Record<string, SortOrder> = mine
    ? { createdAt: -1, _id: -1 }
    : { publishedAt: -1, _id: -1 };
  const model = modelOf(models, kind);
  const [items, total] = await Promise.all([
    model
      .find(filter)
      .sort(options.sort ?? newestFirst)
      .skip((page - 1) * pageSize)
      .limit(pageSize)
      .lean(),
    model.countDocuments(filter),
  ]);
  return { items: items as unknown as StoredByKind[Kind][], total, page, pageSize };
}
