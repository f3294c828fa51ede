import {
  type CreateSelectionCall,
  changesBetween,
  dayOf,
  editableCallFields,
  endOfDay,
  misplacedDate,
  type SelectionCallQuery,
  type UpdateSelectionCall,
  weightsAddUp,
} from "@market/shared";
import type { Models } from "@market/shared/models";
import { actorOf, type Caller } from "../caller.ts";
import { ApiError, fieldError } from "../errors.ts";
import { createOnce } from "../idempotency.ts";
import { presentCallRules } from "./selection-call.presenter.ts";
import {
  actOnCall,
  findCallOrThrow,
  requireSelectionAct,
  type StoredCall,
  visibleCalls,
} from "./selection-call.store.ts";

/** Keeps a new call as a draft of the office. */
export async function createCall(
  models: Models,
  caller: Caller,
  input: CreateSelectionCall,
  idempotencyKey: string | undefined,
): Promise<StoredCall> {
  requireSoundRules(input);
  const at = new Date();
  return createOnce(
    idempotencyKey,
    async () => {
      const call = await models.SelectionCall.create({
        ...input,
        createdBy: caller.id,
        idempotencyKey,
        history: [{ at, actor: actorOf(caller), act: "draft" }],
      });
      return call.toObject();
    },
    (key) => models.SelectionCall.findOne({ createdBy: caller.id, idempotencyKey: key }).lean(),
  );
}

/** A page of calls, the newest first. */
export async function listCalls(
  models: Models,
  caller: Caller | null,
  { page = 1, pageSize = 20, status, year }: SelectionCallQuery,
): Promise<{ calls: StoredCall[]; total: number }> {
  const filter = {
    $and: [
      visibleCalls(caller),
      ...(status === undefined ? [] : [{ status }]),
      ...(year === undefined ? [] : [{ batchYear: year }]),
    ],
  };
  const [calls, total] = await Promise.all([
    models.SelectionCall.find(filter)
      .sort({ createdAt: -1, _id: -1 })
      .skip((page - 1) * pageSize)
      .limit(pageSize)
      .lean(),
    models.SelectionCall.countDocuments(filter),
  ]);
  return { calls, total };
}

/** Changes what may still be changed of a call. */
export function updateCall(
  models: Models,
  caller: Caller,
  id: string,
  { revision, ...wanted }: UpdateSelectionCall,
): Promise<StoredCall> {
  return actOnCall(models, caller, id, "edit", (call) => {
    if (call.revision !== revision) {
      throw new ApiError("record.staleRevision", { currentStatus: call.status });
    }
    const before = pick(call, Object.keys(wanted));
    const changes = changesBetween(comparable(before), comparable(wanted));
    const editable = editableCallFields(call.status);
    const locked = changes.find(({ path }) => !editable.includes(path));
    if (locked !== undefined) throw fieldError(locked.path, "selection.locked");
    requireSoundRules({ ...presentCallRules(call), ...wanted });
    return { set: wanted, changes };
  });
}

/** Removes a draft for good. */
export async function deleteCall(models: Models, caller: Caller, id: string): Promise<void> {
  const call = await findCallOrThrow(models, id, caller);
  requireSelectionAct("delete", call, caller);
  const { deletedCount } = await models.SelectionCall.deleteOne({ _id: id, status: "draft" });
  if (deletedCount === 0) requireSelectionAct("delete", await findCallOrThrow(models, id, caller), caller);
}

/** Opens a call: from its first day on institutions nominate. */
export function openCall(models: Models, caller: Caller, id: string): Promise<StoredCall> {
  return actOnCall(models, caller, id, "open", (call, at) => {
    if (call.nominationsCloseOn < dayOf(at)) throw fieldError("nominationsCloseOn", "deadline.past");
    return { announce: true };
  });
}

/** Ends nominations and begins the review; before the last day it takes a reason, since people counted on that day. */
export function startReview(
  models: Models,
  caller: Caller,
  id: string,
  reason: string | undefined,
): Promise<StoredCall> {
  return actOnCall(models, caller, id, "startReview", (call, at) => {
    if (at < endOfDay(call.nominationsCloseOn) && reason === undefined) {
      throw fieldError("reason", "selection.earlyEnd");
    }
    return { note: reason, announce: true };
  });
}

/** Ends a call that comes to nothing. */
export function cancelCall(models: Models, caller: Caller, id: string, reason: string): Promise<StoredCall> {
  return actOnCall(models, caller, id, "cancel", () => ({ note: reason, announce: true }));
}

/** Appoints somebody as a reviewer; what their own organisation nominated they will not score. */
export async function appointReviewer(
  models: Models,
  caller: Caller,
  id: string,
  userId: string,
): Promise<StoredCall> {
  const user = await models.User.findById(userId).lean();
  if (user === null) throw fieldError("user", "user.unknown");
  const organisation =
    user.organisationId == null ? null : await models.Organisation.findById(user.organisationId).lean();
  return actOnCall(models, caller, id, "appoint", (call) => {
    if (call.reviewers.some((reviewer) => reviewer.userId.equals(user._id))) {
      throw new ApiError("selection.alreadyReviewer", { currentStatus: call.status });
    }
    return {
      push: {
        reviewers: {
          userId: user._id,
          name: user.name,
          role: user.role,
          organisationId: organisation?._id ?? null,
          organisationName: organisation?.name ?? null,
        },
      },
      subject: user.name,
      personId: user._id,
      announce: true,
    };
  });
}

/** Takes a reviewer off a call; their scores count no longer. */
export function dismissReviewer(
  models: Models,
  caller: Caller,
  id: string,
  userId: string,
): Promise<StoredCall> {
  return actOnCall(models, caller, id, "dismiss", (call) => {
    const reviewer = call.reviewers.find((candidate) => String(candidate.userId) === userId);
    if (reviewer === undefined) throw new ApiError("record.notFound");
    return {
      pull: { reviewers: { userId: reviewer.userId } },
      subject: reviewer.name,
      personId: reviewer.userId,
    };
  });
}

function requireSoundRules(input: CreateSelectionCall): void {
  if (!weightsAddUp(input.criteria)) throw fieldError("criteria", "selection.weights");
  const misplaced = misplacedDate(input);
  if (misplaced !== null) throw fieldError(misplaced, "selection.dateOrder");
}

function pick(call: StoredCall, names: readonly string[]): Partial<CreateSelectionCall> {
  return Object.fromEntries(Object.entries(presentCallRules(call)).filter(([name]) => names.includes(name)));
}

/** Criteria as lines of text, in which form the trail keeps them. */
function comparable({ criteria, ...rest }: Partial<CreateSelectionCall>): object {
  if (criteria === undefined) return rest;
  return {
    ...rest,
    criteria: criteria.map(({ name, weight, hint }) => [name, weight, hint ?? ""].join(" · ")),
  };
}
