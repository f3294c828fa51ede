import {
  type CreateDemand,
  type DemandQuery,
  dayOf,
  endOfDay,
  publicationActs,
  type UpdateDemand,
} from "@market/shared";
import type { Models } from "@market/shared/models";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { actorOf, type Caller, organisationIdOf } from "../caller.ts";
import { fieldError } from "../errors.ts";
import { createOnce } from "../idempotency.ts";
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
  if (q !== undefined) {
    return searchTexts(app, request, "demand", { ...query, q }, { field, cooperation }, at);
  }
  const conditions = {
    ...(field !== undefined && { field }),
    ...(cooperation !== undefined && { cooperation }),
    ...(organisation !== undefined && { organisationId: organisation }),
  };
  return listTexts(app.models, "demand", query, conditions, {}, request.caller, at);
}

/** Changes a demand's text; on the market the change is searched and matched anew. */
export function updateDemand(
  models: Models,
  caller: Caller,
  id: string,
  { revision, ...changes }: UpdateDemand,
  at: Date,
): Promise<StoredDemand> {
  return changeText(models, "demand", id, caller, at, (demand) => {
    requireOwner(demand, caller);
    requireEditable(demand, revision, at);
    if (changes.deadline !== undefined) requireDeadlineAhead(changes.deadline, at);
    const isPublished = demand.status === "published";
    const expiresAt = endOfDay(changes.deadline ?? demand.deadline);
    return { act: "edit", set: { ...changes, ...(isPublished && { expiresAt }) }, reindex: isPublished };
  });
}

/** Puts a demand on the market until the end of its deadline's day. */
export function publishDemand(models: Models, caller: Caller, id: string, at: Date): Promise<StoredDemand> {
  return changeText(models, "demand", id, caller, at, (demand) => {
    requireOwner(demand, caller);
    requireStatus("publish", demand, at);
    requireDeadlineAhead(demand.deadline, at);
    return {
      act: "publish",
      set: { status: publicationActs.publish.to, publishedAt: at, expiresAt: endOfDay(demand.deadline) },
      reindex: true,
    };
  });
}

function requireDeadlineAhead(deadline: string, at: Date): void {
  if (deadline < dayOf(at)) throw fieldError("deadline", "deadline.past");
}
