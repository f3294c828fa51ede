import { normalizeIP } from "@fastify/rate-limit";
import type { Actor, Change, Reader, Role } from "@market/shared";
import type { FastifyRequest } from "fastify";
import { ApiError } from "./errors.ts";

/** The signed-in person behind a request, read anew for each one: a role taken away is gone at once. */
export interface Caller {
  id: string;
  name: string;
  email: string;
  role: Role;
  organisationId: string | null;
  organisationAdmin: boolean;
  isVerifiedBroker: boolean;
  sessionId: string;
}

/** The caller of a route that only signed-in people reach. */
export function callerOf(request: FastifyRequest): Caller {
  if (request.caller === null) throw new ApiError("account.signInRequired");
  return request.caller;
}

/** A caller as the history of a record names them. */
export function actorOf(caller: Caller): Actor & { id: string } {
  return { id: caller.id, name: caller.name, role: caller.role };
}

/** The history entry of a caller's act that changed one thing of a record. */
export function changeBy(caller: Caller, at: Date, act: string, change: Change) {
  return { at, actor: actorOf(caller), act, changes: [change] };
}

/** A caller as far as visibility is concerned. */
export function readerOf(caller: Caller | null): Reader | null {
  return caller === null ? null : { role: caller.role, organisationId: caller.organisationId };
}

/** The organisation for which a caller writes; people without one cannot. */
export function organisationIdOf(caller: Caller): string {
  if (caller.organisationId === null) throw new ApiError("account.noOrganisation");
  return caller.organisationId;
}

/** The network address a request is counted under: an IPv6 customer holds a whole /64. */
export function addressOf(request: FastifyRequest): string {
  return normalizeIP(request.ip, 64);
}
