import { DEMO_PASSWORD } from "@market/api/demo-accounts";
import type { Register, User } from "@market/shared";
import type { FastifyInstance } from "fastify";
import { sampleBrokers, sampleOrganisations, servicePointCode } from "./market-sample.ts";
import { actOnce, Person } from "./person.ts";
import { creditCodeOf } from "./sample-record.ts";

const REGISTRY_NAME = "青岛市技术合同登记处（示例）";

/** Who of the sample stands behind a demo account; everyone else of the sample has an address made from its id. */
const DEMO_EMAILS: Record<string, string> = {
  O001: "enterprise@demo.example",
  O038: "institution@demo.example",
  B01: "broker@demo.example",
  B03: "broker2@demo.example",
};

const LEVELS = { 初级: "junior", 中级: "intermediate", 高级: "senior" } as const;

// Left for the officials of a first look to verify.
const UNVERIFIED = new Set(["B11", "O033", "O034", "O035"]);

const emailOf = (sampleId: string) => DEMO_EMAILS[sampleId] ?? `${sampleId.toLowerCase()}@demo.example`;

/** The people of the sample market, signed in when they are first asked for. */
export class SamplePeople {
  readonly #signedIn = new Map<string, Promise<Person>>();

  constructor(private readonly app: FastifyInstance) {}

  /** Whoever acts for an organisation (`O…`) or is a broker (`B…`) of the sample. */
  of(sampleId: string): Promise<Person> {
    return this.#as(emailOf(sampleId));
  }

  get admin(): Promise<Person> {
    return this.#as("admin@demo.example");
  }

  get official(): Promise<Person> {
    return this.#as("official@demo.example");
  }

  #as(email: string): Promise<Person> {
    const known = this.#signedIn.get(email);
    if (known !== undefined) return known;
    const person = Person.signIn(this.app, email, DEMO_PASSWORD);
    this.#signedIn.set(email, person);
    return person;
  }
}

/**
 * Registers everybody of the sample by the public route, appoints the two officials, and verifies most of the rest.
 */
export async function seedPeople(
  app: FastifyInstance,
  people: SamplePeople,
  report: (line: string) => void,
): Promise<void> {
  const stranger = new Person(app);
  await seedOfficials(stranger, people);

  const registrations = [...registrationsOfOrganisations(), ...registrationsOfBrokers()];
  for (const [index, registration] of registrations.entries()) {
    await actOnce(stranger.post("/api/auth/register", registration));
    if ((index + 1) % 20 === 0) report(`${index + 1} of ${registrations.length} accounts`);
  }
  const admin = await people.admin;
  for (const [index, point] of sampleOrganisations.filter(({ kind }) => kind === "service-point").entries()) {
    const code = servicePointCode(index);
    await actOnce(admin.post("/api/service-points", { name: point.name, district: point.district, code }));
  }
  await setWishes(people);
  await verifyMost(people, await findOrganisationIds(people));
}

async function seedOfficials(stranger: Person, people: SamplePeople): Promise<void> {
  const official: Register = {
    email: "official@demo.example",
    password: DEMO_PASSWORD,
    name: "登记员01",
    role: "institution",
    organisation: { name: REGISTRY_NAME, kind: "agency", district: "市南区" },
  };
  await actOnce(stranger.post("/api/auth/register", official));
  const first = await people.official;
  const { organisation } = await first.get<User>("/api/auth/me");
  if (organisation === null) throw new Error("the official has no organisation");
  const invitation = await first.post<{ token?: string }>(
    `/api/organisations/${organisation.id}/invitations`,
    { email: "official2@demo.example" },
  );
  await actOnce(
    stranger.post("/api/auth/accept-invitation", {
      token: invitation.token,
      name: "登记员02",
      password: DEMO_PASSWORD,
    }),
  );
  const admin = await people.admin;
  for (const email of ["official@demo.example", "official2@demo.example"]) {
    const { items } = await admin.get<{ items: User[] }>(`/api/users?email=${email}`);
    const user = items.find((item) => item.email === email);
    if (user === undefined) throw new Error(`${email} is not there`);
    if (user.role !== "official") await admin.patch(`/api/users/${user.id}`, { role: "official" });
  }
}

function registrationsOfOrganisations(): Register[] {
  return sampleOrganisations.flatMap(({ id, name, kind, district }) => {
    if (kind === "service-point" || kind === "agency") return [];
    const role = kind === "enterprise" ? "enterprise" : "institution";
    return {
      email: emailOf(id),
      password: DEMO_PASSWORD,
      name: role === "enterprise" ? `研发负责人${id.slice(1)}` : `转移专员${id.slice(1)}`,
      role,
      organisation: { name, kind, district, creditCode: creditCodeOf({ id, kind }) },
    } satisfies Register;
  });
}

/** A broker founds the agency where its sample one is not yet taken, else an office of it: joining needs an invitation. */
function registrationsOfBrokers(): Register[] {
  const founded = new Set<string>();
  return sampleBrokers.map(({ id, name, agency }) => {
    const home = sampleOrganisations.find((organisation) => organisation.id === agency);
    if (home === undefined) throw new Error(`agency ${agency} of ${id} is not in the sample`);
    const isFirst = !founded.has(agency);
    founded.add(agency);
    return {
      email: emailOf(id),
      password: DEMO_PASSWORD,
      name,
      role: "broker",
      organisation: {
        name: isFirst ? home.name : `${home.name}二部`,
        kind: "agency",
        district: home.district,
        ...(isFirst && { creditCode: creditCodeOf(home) }),
      },
    };
  });
}

/** The two demo brokers hear of every field; the others of those they know. */
async function setWishes(people: SamplePeople): Promise<void> {
  for (const { id, fields } of sampleBrokers) {
    const broker = await people.of(id);
    const isDemo = DEMO_EMAILS[id] !== undefined;
    await broker.patch("/api/brokers/me", isDemo ? { fields: [], dailyLimit: 1000 } : { fields });
  }
}

/** The product's organisation ids by the sample's: enterprises, institutions and service points. */
export async function findOrganisationIds(people: SamplePeople): Promise<Map<string, string>> {
  const ids = new Map<string, string>();
  for (const { id, kind } of sampleOrganisations) {
    if (kind === "service-point" || kind === "agency") continue;
    const { organisation } = await (await people.of(id)).get<User>("/api/auth/me");
    if (organisation === null) throw new Error(`${id} has no organisation`);
    ids.set(id, organisation.id);
  }
  const { items } = await (await people.admin).get<{ items: { id: string; name: string }[] }>(
    "/api/service-points",
  );
  for (const { id, name, kind } of sampleOrganisations) {
    const point = items.find((item) => item.name === name);
    if (kind === "service-point" && point !== undefined) ids.set(id, point.id);
  }
  return ids;
}

async function verifyMost(people: SamplePeople, organisationIds: Map<string, string>): Promise<void> {
  const official = await people.official;
  for (const { id, kind } of sampleOrganisations) {
    const organisationId = organisationIds.get(id);
    if (organisationId === undefined || kind === "service-point" || UNVERIFIED.has(id)) continue;
    await official.post(`/api/organisations/${organisationId}/verify`, {});
  }
  for (const { id, level } of sampleBrokers) {
    if (UNVERIFIED.has(id)) continue;
    const broker = await (await people.of(id)).get<User>("/api/auth/me");
    await official.post(`/api/brokers/${broker.id}/verify`, { level: LEVELS[level] });
  }
}
