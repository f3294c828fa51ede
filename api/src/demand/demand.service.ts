import {
  type CreateDemand,
  type DemandQuery,
  dayOf,
  type ExtendDemand,
  endOfDay,
  expiresSoon,
  extensionProblem,
  findLeaks,
  type PublishDemand,
  publicationActs,
  type UpdateDemand,
} from "@market/shared";
import type { Models } from "@market/shared/models";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { actorOf, type Caller, organisationIdOf } from "../caller.ts";
import { ApiError, fieldError } from "../errors.ts";
import { createOnce } from "../idempotency.ts";
import { findOrganisationOrThrow } from "../organisation/organisation.service.ts";
import { answersForMarket } from "../publication/publication.presenter.ts";
import {
  changeText,
  requireEditable,
  requireOwner,
  requireStatus,
} from "../publication/publication.service.ts";
import type { StoredDemand } from "../publication/publication.store.ts";
import { listTexts } from "../publication/publication-list.service.ts";
import { type FoundTexts, searchTexts } from "../publication/search-texts.service.ts";

/** Keeps a new demand as a draft of the caller's organisation. */
export async function createDemand(
  models: Models,
  caller: Caller,
  input: CreateDemand,
  idempotencyKey: string | undefined,
  at: Date,
): Promise<StoredDemand> {
  const organisationId = organisationIdOf(caller);
  requireDeadlineAhead(input.deadline, at);
  return createOnce(
    idempotencyKey,
    async () => {
      const demand = await models.Demand.create({
        ...input,
        organisationId,
        createdBy: caller.id,
        idempotencyKey,
        history: [{ at, actor: actorOf(caller), act: "draft" }],
      });
      return demand.toObject();
    },
    (key) => models.Demand.findOne({ createdBy: caller.id, idempotencyKey: key }).lean(),
  );
}

/** A page of demands by conditions, or by words where there are any. */
export async function findDemands(
  app: FastifyInstance,
  request: FastifyRequest,
  query: DemandQuery,
  at: Date,
): Promise<FoundTexts<StoredDemand>> {
  const { q, field, cooperation, organisation } = query;
  // Who asks for an organisation's demands must not be told of those that do not name it.
  const withoutAnonymous =
    organisation !== undefined &&
    organisation !== request.caller?.organisationId &&
    !answersForMarket(request.caller);
  if (q !== undefined) {
    const filter = { field, cooperation, withoutAnonymous };
    return searchTexts(app, request, "demand", { ...query, q }, filter, at);
  }
  const conditions = {
    ...(field !== undefined && { field }),
    ...(cooperation !== undefined && { cooperation }),
    ...(organisation !== undefined && { organisationId: organisation }),
    ...(withoutAnonymous && { isAnonymous: { $ne: true } }),
  };
  return listTexts(app.models, "demand", query, conditions, {}, request.caller, at);
}

/** Changes a demand's text; on the market the change is searched and matched anew. */
export async function updateDemand(
  models: Models,
  caller: Caller,
  id: string,
  { revision, hasCheckedNames = false, ...changes }: UpdateDemand,
  at: Date,
): Promise<StoredDemand> {
  const ownName = await readOwnName(models, caller);
  return changeText(models, "demand", id, caller, at, (demand) => {
    requireOwner(demand, caller);
    requireEditable(demand, revision, at);
    if (changes.deadline !== undefined) requireDeadlineAhead(changes.deadline, at);
    const isPublished = demand.status === "published";
    if (isPublished && !hasCheckedNames) requireNameless({ ...demand, ...changes }, ownName);
    const expiresAt = endOfDay(changes.deadline ?? demand.deadline);
    return {
      act: "edit",
      set: {
        ...changes,
        ...(isPublished && { expiresAt }),
        ...(changes.deadline !== undefined && { expiryNoticedAt: null }),
      },
      reindex: isPublished,
    };
  });
}

/** Puts a demand on the market until the end of its deadline's day. */
export async function publishDemand(
  models: Models,
  caller: Caller,
  id: string,
  { hasCheckedNames = false }: PublishDemand,
  at: Date,
): Promise<StoredDemand> {
  const ownName = await readOwnName(models, caller);
  return changeText(models, "demand", id, caller, at, (demand) => {
    requireOwner(demand, caller);
    requireStatus("publish", demand, at);
    requireDeadlineAhead(demand.deadline, at);
    if (!hasCheckedNames) requireNameless(demand, ownName);
    return {
      act: "publish",
      set: {
        status: publicationActs.publish.to,
        publishedAt: at,
        expiresAt: endOfDay(demand.deadline),
        // Who has just chosen a near day need not be told that it is near.
        ...(expiresSoon(demand.deadline, at) && { expiryNoticedAt: at }),
      },
      reindex: true,
    };
  });
}

/** Gives a demand a later deadline in its last weeks, once. */
export function extendDemand(
  models: Models,
  caller: Caller,
  id: string,
  { deadline }: ExtendDemand,
  at: Date,
): Promise<StoredDemand> {
  return changeText(models, "demand", id, caller, at, (demand) => {
    requireOwner(demand, caller);
    const standing = { ...demand, isExtended: demand.extendedAt != null };
    const problem = extensionProblem(standing, deadline, at);
    if (problem === "state") throw new ApiError("demand.notExtendable", { currentStatus: demand.status });
    if (problem !== null) throw fieldError("deadline", `deadline.${problem}`);
    return {
      act: "extend",
      set: { deadline, expiresAt: endOfDay(deadline), extendedAt: at, expiryNoticedAt: null },
      note: `${demand.deadline} → ${deadline}`,
      reindex: true,
    };
  });
}

async function readOwnName(models: Models, { organisationId }: Caller): Promise<string | null> {
  return organisationId === null ? null : (await findOrganisationOrThrow(models, organisationId)).name;
}

/** @throws {ApiError} 400 naming the fields in which an anonymous demand gives its owner away */
function requireNameless(
  demand: Pick<StoredDemand, "isAnonymous" | "title" | "description" | "keywords">,
  ownName: string | null,
): void {
  if (!demand.isAnonymous || ownName === null) return;
  const leakyFields = new Set(findLeaks(demand, ownName).map(({ field }) => field));
  if (leakyFields.size === 0) return;
  const fields = [...leakyFields].map((path) => ({ path, code: "demand.leaksName" as const }));
  throw new ApiError("request.invalid", { fields });
}

function requireDeadlineAhead(deadline: string, at: Date): void {
  if (deadline < dayOf(at)) throw fieldError("deadline", "deadline.past");
}
