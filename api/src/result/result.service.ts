import {
  type CreateResult,
  decidedSelection,
  type IpStatus,
  ipStatuses,
  mayTakeStep,
  publicationActs,
  type ResultQuery,
  type ResultSelectionStep,
  type Select,
  type UpdateResult,
} from "@market/shared";
import type { Models } from "@market/shared/models";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { actorOf, type Caller, organisationIdOf } from "../caller.ts";
import { ApiError, fieldError } from "../errors.ts";
import { createOnce } from "../idempotency.ts";
import { answersForMarket } from "../publication/publication.presenter.ts";
import {
  changeText,
  requireEditable,
  requireOwner,
  requireStatus,
} from "../publication/publication.service.ts";
import type { StoredResult } from "../publication/publication.store.ts";
import { listTexts } from "../publication/publication-list.service.ts";
import { type FoundTexts, searchTexts } from "../publication/search-texts.service.ts";
import { selectedInYear } from "../selection/selected-results.ts";

/** A result stays on the market this long. */
const PUBLISHED_FOR_MS = 365 * 24 * 60 * 60 * 1000;

/** Keeps a new result as a draft of the caller's organisation. */
export async function createResult(
  models: Models,
  caller: Caller,
  { ip, ...input }: CreateResult,
  idempotencyKey: string | undefined,
  at: Date,
): Promise<StoredResult> {
  const organisationId = organisationIdOf(caller);
  return createOnce(
    idempotencyKey,
    async () => {
      const result = await models.Result.create({
        ...input,
        ip: toStoredIp(ip),
        organisationId,
        createdBy: caller.id,
        idempotencyKey,
        history: [{ at, actor: actorOf(caller), act: "draft" }],
      });
      return result.toObject();
    },
    (key) => models.Result.findOne({ createdBy: caller.id, idempotencyKey: key }).lean(),
  );
}

/** A page of results by conditions, or by words where there are any. */
export async function findResults(
  app: FastifyInstance,
  request: FastifyRequest,
  query: ResultQuery,
  at: Date,
): Promise<FoundTexts<StoredResult>> {
  const { q, field, cooperation, organisation, minTrl, selected, nominated, batch, selectedYear } = query;
  if (q !== undefined) {
    if (nominated !== undefined) throw fieldError("nominated", "query.notWithSearch");
    if (batch !== undefined) throw fieldError("batch", "query.notWithSearch");
    if (selectedYear !== undefined) throw fieldError("selectedYear", "query.notWithSearch");
    return searchTexts(app, request, "result", { ...query, q }, { field, cooperation, minTrl, selected }, at);
  }
  const conditions = [
    ...(field !== undefined ? [{ field }] : []),
    ...(cooperation !== undefined ? [{ cooperation }] : []),
    ...(organisation !== undefined ? [{ organisationId: organisation }] : []),
    ...(minTrl !== undefined ? [{ trl: { $gte: minTrl } }] : []),
    ...(selected !== undefined
      ? [{ "selection.state": selected ? ("selected" as const) : { $ne: "selected" as const } }]
      : []),
    ...(batch !== undefined ? [{ "selection.state": "selected" as const, "selection.batch": batch }] : []),
    ...(selectedYear !== undefined
      ? [{ "selection.state": "selected" as const, ...selectedInYear(selectedYear) }]
      : []),
    ...(nominated === true ? [nominatedFilter(request.caller)] : []),
  ];
  return listTexts(
    app.models,
    "result",
    query,
    conditions.length > 0 ? { $and: conditions } : {},
    selected === true ? { sort: { "selection.at": -1, _id: -1 } } : {},
    request.caller,
    at,
  );
}

/** Who waits for a decision is known to officials, and to each institution of its own results. */
function nominatedFilter(caller: Caller | null) {
  if (caller === null) throw new ApiError("account.signInRequired");
  return {
    "selection.state": "nominated" as const,
    ...(!answersForMarket(caller) && { organisationId: caller.organisationId }),
  };
}

/** Changes a result's text; on the market the change is searched and matched anew. */
export function updateResult(
  models: Models,
  caller: Caller,
  id: string,
  { revision, ip, ...changes }: UpdateResult,
  at: Date,
): Promise<StoredResult> {
  return changeText(models, "result", id, caller, at, (result) => {
    requireOwner(result, caller);
    requireEditable(result, revision, at);
    const set = { ...changes, ...(ip !== undefined && { ip: toStoredIp(ip) }) };
    return { act: "edit", set, reindex: result.status === "published" };
  });
}

/** Puts a result on the market for a year. */
export function publishResult(models: Models, caller: Caller, id: string, at: Date): Promise<StoredResult> {
  return changeText(models, "result", id, caller, at, (result) => {
    requireOwner(result, caller);
    requireStatus("publish", result, at);
    const expiresAt = new Date(at.getTime() + PUBLISHED_FOR_MS);
    return {
      act: "publish",
      set: { status: publicationActs.publish.to, publishedAt: at, expiresAt },
      reindex: true,
    };
  });
}

/** Puts a published result forward for 青岛好成果; a declined one may be put forward again. */
export function nominateResult(models: Models, caller: Caller, id: string, at: Date): Promise<StoredResult> {
  return changeText(models, "result", id, caller, at, (result) => {
    requireOwner(result, caller);
    requireOnMarket(result, at);
    requireStep("nominate", result);
    return {
      act: "nominate",
      set: { selection: { state: "nominated", batch: null, note: null, at } },
      announce: true,
    };
  });
}

/** Decides on a nominated result. */
export function selectResult(
  models: Models,
  caller: Caller,
  id: string,
  { decision, batch, note }: Select,
  at: Date,
): Promise<StoredResult> {
  return changeText(models, "result", id, caller, at, (result) => {
    requireOnMarket(result, at);
    requireStep("decide", result);
    const { act, selection } = decidedSelection({ decision, batch, note, at });
    return {
      act,
      set: { selection },
      note,
      announce: true,
      reindex: true,
    };
  });
}

/** Only what is on the market can be selected from it: where an act that ends it could start. */
function requireOnMarket(result: StoredResult, at: Date): void {
  requireStatus("close", result, at);
}

/** @throws {ApiError} 409 when the step towards 青岛好成果 does not start from where the result stands */
function requireStep(step: ResultSelectionStep, result: StoredResult): void {
  const state = result.selection?.state ?? "none";
  if (!mayTakeStep(step, state)) throw new ApiError("result.wrongSelectionState", { currentStatus: state });
}

function toStoredIp(
  ip: CreateResult["ip"],
): { type: CreateResult["ip"][number]["type"]; status: IpStatus }[] {
  return ip.map(({ type, status }) => ({ type, status: ipStatusOf(status) }));
}

/** Portfolios are kept in Chinese: a label stands for its code. */
function ipStatusOf(status: string): IpStatus {
  const entry = ipStatuses.entries.find(({ code, zh }) => code === status || zh === status);
  if (entry === undefined) throw new Error("ip status passed validation without being one");
  return entry.code;
}
