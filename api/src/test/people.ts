import type { Organisation, Role } from "@market/shared";
import { defaultBrokerWishes } from "@market/shared";
import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from "fastify";
import { openSession, SESSION_COOKIE } from "../account/session.service.ts";

/** Somebody signed in, for tests to act as. */
export interface Person {
  id: string;
  name: string;
  email: string;
  role: Role;
  organisationId: string | null;
  organisationName: string | null;
  /** `session=…`, for requests and sockets of the test's own making. */
  cookie: string;
  get(url: string): Promise<LightMyRequestResponse>;
  post(url: string, body?: object, headers?: Record<string, string>): Promise<LightMyRequestResponse>;
  patch(url: string, body: object): Promise<LightMyRequestResponse>;
  delete(url: string): Promise<LightMyRequestResponse>;
}

const kindByRole: Record<Role, Organisation["kind"] | null> = {
  enterprise: "enterprise",
  institution: "university",
  broker: "agency",
  official: null,
  admin: null,
};

let peopleCount = 0;

/**
 * Puts a person, their organisation and a session straight into the store, without the cost of a password. Officials
 * and admins have no organisation. `organisationId` makes them a colleague in one that stands.
 */
export async function createPerson(
  app: FastifyInstance,
  role: Role,
  options: { verified?: boolean; organisationId?: string; name?: string } = {},
): Promise<Person> {
  peopleCount += 1;
  // Several may be created at once.
  const number = peopleCount;
  const { User, Organisation } = app.models;
  const kind = kindByRole[role];
  const isVerified = options.verified ?? true;
  const verifiedAt = isVerified ? new Date() : null;
  const organisation =
    options.organisationId !== undefined
      ? await Organisation.findById(options.organisationId).lean()
      : kind !== null
        ? await Organisation.create({ name: `机构${number}号`, kind, district: "崂山区", verifiedAt })
        : null;
  const user = await User.create({
    email: `person${number}@test.example`,
    passwordHash: "not a hash: nobody signs in with it",
    name: options.name ?? `${role} ${number}`,
    role,
    organisationId: organisation?._id ?? null,
    organisationAdmin: organisation !== null && options.organisationId === undefined,
    broker: role === "broker" ? { ...defaultBrokerWishes, verifiedAt } : null,
  });
  const cookie = `${SESSION_COOKIE}=${await openSession(app.models, String(user._id), new Date())}`;
  const send = async (options: InjectOptions) =>
    app.inject({ ...options, headers: { cookie, ...options.headers } });
  return {
    id: String(user._id),
    name: user.name,
    email: user.email,
    role,
    organisationId: organisation ? String(organisation._id) : null,
    organisationName: organisation?.name ?? null,
    cookie,
    get: (url) => send({ method: "GET", url }),
    post: (url, body, headers) => send({ method: "POST", url, payload: body, headers }),
    patch: (url, body) => send({ method: "PATCH", url, payload: body }),
    delete: (url) => send({ method: "DELETE", url }),
  };
}
