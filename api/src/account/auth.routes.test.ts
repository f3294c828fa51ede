import type { Register, User } from "@market/shared";
import { defaultBrokerWishes } from "@market/shared";
import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { buildTestApp, type TestApp } from "../test/build-test-app.ts";
import { createPerson } from "../test/people.ts";
import { ensureFirstAdmin } from "./first-admin.ts";
import { hashToken } from "./session.service.ts";

let personCount = 0;

function registration(overrides: Partial<Register> = {}): Register {
  personCount += 1;
  return {
    email: `someone${personCount}@market.example`,
    password: "correct horse",
    name: "李工",
    role: "enterprise",
    organisation: { name: `胶澳密封件${personCount}厂`, kind: "enterprise", district: "城阳区" },
    ...overrides,
  };
}

function post(app: FastifyInstance, url: string, payload: object, headers: Record<string, string> = {}) {
  return app.inject({ method: "POST", url, payload, headers });
}

async function signIn(app: FastifyInstance, { email, password }: { email: string; password: string }) {
  const response = await post(app, "/api/auth/login", { email, password });
  const [cookie] = response.cookies;
  return { response, cookie: cookie ? `${cookie.name}=${cookie.value}` : "" };
}

describe("accounts", () => {
  let test: TestApp;
  let app: FastifyInstance;
  beforeAll(async () => {
    test = await buildTestApp();
    app = test.app;
  });
  afterAll(() => test.close());

  describe("registering", () => {
    it("answers 201 with the user, admin of the new organisation, and keeps no password", async () => {
      const input = registration({ email: "Li.Gong@Market.example" });
      const response = await post(app, "/api/auth/register", input);
      expect(response.statusCode, response.body).toBe(201);
      expect(response.json()).toMatchObject({
        email: "li.gong@market.example",
        name: "李工",
        role: "enterprise",
        organisation: {
          name: input.organisation.name,
          kind: "enterprise",
          district: "城阳区",
          verified: false,
        },
        organisationAdmin: true,
        verified: false,
      });
      const stored = await app.models.User.findById(response.json().id).lean();
      expect(stored?.passwordHash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
      expect(response.body).not.toContain("argon2");
    });

    it("answers 409 to a taken address, name or credit code", async () => {
      const creditCode = "91370200MA3TEXT01C";
      const input = registration();
      input.organisation.creditCode = creditCode;
      expect((await post(app, "/api/auth/register", input)).statusCode).toBe(201);

      const sameEmail = await post(
        app,
        "/api/auth/register",
        registration({ email: input.email.toUpperCase() }),
      );
      expect(sameEmail.json()).toMatchObject({ status: 409, code: "account.emailTaken" });
      const sameName = registration();
      sameName.organisation.name = ` ${input.organisation.name} `;
      expect((await post(app, "/api/auth/register", sameName)).json()).toMatchObject({
        status: 409,
        code: "organisation.nameTaken",
      });
      const sameCode = registration();
      sameCode.organisation.creditCode = creditCode;
      expect((await post(app, "/api/auth/register", sameCode)).json()).toMatchObject({
        status: 409,
        code: "organisation.creditCodeTaken",
      });
    });

    it("takes up a registration that was cut off between organisation and account", async () => {
      const input = registration();
      await app.models.Organisation.create({
        name: input.organisation.name,
        kind: "agency",
        district: "市南区",
        founderEmail: input.email,
      });
      const other = registration({ organisation: input.organisation });
      expect((await post(app, "/api/auth/register", other)).statusCode).toBe(409);
      const resumed = await post(app, "/api/auth/register", input);
      expect(resumed.statusCode).toBe(201);
      expect(resumed.json().organisation).toMatchObject(input.organisation);
      expect(await app.models.Organisation.countDocuments({ name: input.organisation.name })).toBe(1);
    });

    it("makes one account of a repeat under one Idempotency-Key, and gives it to nobody without the password", async () => {
      const input = registration();
      const headers = { "idempotency-key": "register-1" };
      const answers = await Promise.all([1, 2].map(() => post(app, "/api/auth/register", input, headers)));
      expect(answers.map((answer) => answer.statusCode)).toEqual([201, 201]);
      expect(answers[0]?.json().id).toBe(answers[1]?.json().id);
      const guess = await post(app, "/api/auth/register", { ...input, password: "wrong horse" }, headers);
      expect(guess.statusCode).toBe(409);
    });

    it("lets one of two registrations of an address win, leaving no organisation behind", async () => {
      const first = registration();
      const second = registration({ email: first.email });
      const answers = await Promise.all(
        [first, second].map((input) => post(app, "/api/auth/register", input)),
      );
      expect(answers.map((answer) => answer.statusCode).sort()).toEqual([201, 409]);
      expect(await app.models.Organisation.countDocuments({ founderEmail: first.email })).toBe(1);
    });

    it.each([
      ["email", { email: "nobody" }],
      ["password", { password: "short" }],
      ["role", { role: "official" }],
      ["organisation.kind", { organisation: { name: "x", kind: "club", district: "市南区" } }],
      [
        "organisation.creditCode",
        { organisation: { name: "x", kind: "agency", district: "市南区", creditCode: "1" } },
      ],
      ["organisation", { organisation: undefined }],
      ["organisationAdmin", { organisationAdmin: true }],
    ])("answers 400 naming %s", async (path, overrides) => {
      const response = await post(app, "/api/auth/register", { ...registration(), ...overrides });
      expect(response.statusCode).toBe(400);
      expect(response.json().errors.map((error: { path: string }) => error.path)).toContain(path);
    });
  });

  describe("sessions", () => {
    let input: Register;
    beforeEach(async () => {
      input = registration();
      await post(app, "/api/auth/register", input);
    });

    it("sets an httpOnly SameSite=Lax cookie whose hash alone is kept", async () => {
      const { response, cookie } = await signIn(app, { ...input, email: input.email.toUpperCase() });
      expect(response.statusCode).toBe(200);
      expect(response.json()).toMatchObject({ email: input.email });
      expect(response.cookies).toMatchObject([
        { name: "session", httpOnly: true, sameSite: "Lax", path: "/" },
      ]);
      const token = cookie.replace("session=", "");
      expect(await app.models.Session.exists({ tokenHash: hashToken(token) })).not.toBeNull();
      expect(JSON.stringify(await app.models.Session.find().lean())).not.toContain(token);
      const me = await app.inject({ url: "/api/auth/me", headers: { cookie } });
      expect(me.json()).toEqual(response.json());
    });

    it("ends at logout, in the store too", async () => {
      const { cookie } = await signIn(app, input);
      const ended: string[] = [];
      app.sessionEvents.once("ended", (sessionIds) => ended.push(...sessionIds));
      const response = await app.inject({ method: "POST", url: "/api/auth/logout", headers: { cookie } });
      expect(response.statusCode).toBe(204);
      expect(response.cookies).toMatchObject([{ name: "session", value: "" }]);
      expect(ended).toHaveLength(1);
      expect((await app.inject({ url: "/api/auth/me", headers: { cookie } })).statusCode).toBe(401);
    });

    it("answers 401 to a wrong password, an unknown address, a forged and an expired session alike", async () => {
      const wrong = await signIn(app, { ...input, password: "wrong horse" });
      const unknown = await signIn(app, { email: "nobody@market.example", password: input.password });
      for (const { response } of [wrong, unknown]) {
        expect(response.json()).toMatchObject({ status: 401, code: "account.wrongCredentials" });
        expect(response.cookies).toEqual([]);
      }
      expect(
        (await app.inject({ url: "/api/auth/me", headers: { cookie: "session=forged" } })).statusCode,
      ).toBe(401);
      const { cookie } = await signIn(app, input);
      const tokenHash = hashToken(cookie.replace("session=", ""));
      await app.models.Session.updateOne({ tokenHash }, { $set: { expiresAt: new Date(0) } });
      expect((await app.inject({ url: "/api/auth/me", headers: { cookie } })).statusCode).toBe(401);
    });

    it("is prolonged by use", async () => {
      const { cookie } = await signIn(app, input);
      const tokenHash = hashToken(cookie.replace("session=", ""));
      const soon = new Date(Date.now() + 60 * 60 * 1000);
      await app.models.Session.updateOne({ tokenHash }, { $set: { expiresAt: soon } });
      await app.inject({ url: "/api/auth/me", headers: { cookie } });
      const session = await app.models.Session.findOne({ tokenHash }).lean();
      expect(session?.expiresAt.getTime()).toBeGreaterThan(soon.getTime());
    });

    it("follows a role that is taken away at once", async () => {
      const official = await createPerson(app, "official");
      expect((await official.get("/api/users")).statusCode).toBe(200);
      await app.models.User.updateOne({ _id: official.id }, { $set: { role: "enterprise" } });
      expect((await official.get("/api/users")).statusCode).toBe(403);
    });

    it("answers 429 after ten failures against one account from one address, sent all at once too", async () => {
      const guesses = await Promise.all(
        Array.from({ length: 14 }, () => signIn(app, { ...input, password: "wrong horse" })),
      );
      const statuses = guesses.map(({ response }) => response.statusCode);
      expect(statuses.filter((status) => status === 401)).toHaveLength(10);
      expect(statuses.filter((status) => status === 429)).toHaveLength(4);
      const { response } = await signIn(app, input);
      expect(response.statusCode).toBe(429);
      expect(Number(response.headers["retry-after"])).toBeGreaterThan(0);
    });

    it("does not count sign-ins that succeed", async () => {
      for (let count = 0; count < 12; count++) {
        expect((await signIn(app, input)).response.statusCode).toBe(200);
      }
    });

    it("changes the password, ending the other sessions and keeping this one", async () => {
      const here = await signIn(app, input);
      const there = await signIn(app, input);
      const change = (passwords: object) =>
        post(app, "/api/auth/password", passwords, { cookie: here.cookie });
      const refused = await change({ currentPassword: "wrong horse", newPassword: "battery staple" });
      expect(refused.statusCode).toBe(400);
      expect(refused.json().errors).toMatchObject([{ path: "currentPassword" }]);
      const changed = await change({ currentPassword: input.password, newPassword: "battery staple" });
      expect(changed.statusCode).toBe(204);
      const me = ({ cookie }: { cookie: string }) => app.inject({ url: "/api/auth/me", headers: { cookie } });
      expect((await me(here)).statusCode).toBe(200);
      expect((await me(there)).statusCode).toBe(401);
      expect((await signIn(app, input)).response.statusCode).toBe(401);
      expect((await signIn(app, { ...input, password: "battery staple" })).response.statusCode).toBe(200);
    });

    it("resets a password by an admin's link, once, signing out everywhere", async () => {
      const admin = await createPerson(app, "admin");
      const { response, cookie } = await signIn(app, input);
      const link = await admin.post(`/api/users/${response.json().id}/reset-link`);
      expect(link.statusCode).toBe(201);
      const token = new URL(link.json().path, "http://localhost").searchParams.get("token");
      const reset = () => post(app, "/api/auth/reset", { token, newPassword: "battery staple" });
      expect((await reset()).statusCode).toBe(204);
      expect((await app.inject({ url: "/api/auth/me", headers: { cookie } })).statusCode).toBe(401);
      expect((await signIn(app, { ...input, password: "battery staple" })).response.statusCode).toBe(200);
      const again = await reset();
      expect(again.statusCode).toBe(400);
      expect(again.json().errors).toMatchObject([{ path: "token" }]);
    });
  });

  describe("appointments", () => {
    it("are made by an admin, for others only", async () => {
      const admin = await createPerson(app, "admin");
      const user: User = (await post(app, "/api/auth/register", registration())).json();
      const appointed = await admin.patch(`/api/users/${user.id}`, { role: "official" });
      expect(appointed.statusCode).toBe(200);
      expect(appointed.json()).toMatchObject({ id: user.id, role: "official" });
      const own = await admin.patch(`/api/users/${admin.id}`, { role: "broker" });
      expect(own.json()).toMatchObject({ status: 409, code: "account.ownRole" });
      expect((await admin.patch(`/api/users/${"0".repeat(24)}`, { role: "broker" })).statusCode).toBe(404);
    });

    it("give a person who becomes a broker wishes to change", async () => {
      const admin = await createPerson(app, "admin");
      const person = await createPerson(app, "enterprise");
      await admin.patch(`/api/users/${person.id}`, { role: "broker" });
      expect((await person.get("/api/brokers/me")).json()).toEqual({ ...defaultBrokerWishes, level: null });
    });

    it("start with the first admin, whose account is left alone at the next start", async () => {
      const credentials = { email: "Root@Market.example", password: "first password" };
      await Promise.all([1, 2].map(() => ensureFirstAdmin(app.models, credentials)));
      expect((await signIn(app, credentials)).response.json()).toMatchObject({
        role: "admin",
        organisation: null,
      });
      await ensureFirstAdmin(app.models, { ...credentials, password: "other password" });
      expect((await signIn(app, credentials)).response.statusCode).toBe(200);
    });

    it("are found by role, verification and part of the address", async () => {
      const admin = await createPerson(app, "admin");
      const waiting = await createPerson(app, "broker", { verified: false });
      const url = `/api/users?role=broker&verified=false&email=${encodeURIComponent(waiting.email.toUpperCase())}`;
      expect((await admin.get(url)).json()).toMatchObject({ total: 1, items: [{ id: waiting.id }] });
      expect((await admin.get("/api/users?email=.*")).json().total).toBe(0);
      expect((await admin.get("/api/users?email=%00")).statusCode).toBe(200);
    });
  });
});

describe("demo accounts", () => {
  it("are listed on a demonstration market and nowhere else", async () => {
    const demo = await buildTestApp({ variables: { SEED: "sample" } });
    const empty = await buildTestApp({ variables: { SEED: "none" } });
    try {
      const { items } = (await demo.app.inject("/api/demo-accounts")).json();
      expect(items).toHaveLength(7);
      expect(items[0]).toEqual({
        email: "enterprise@demo.example",
        role: "enterprise",
        password: "demo-password",
      });
      expect((await empty.app.inject("/api/demo-accounts")).json()).toEqual({ items: [] });
    } finally {
      await Promise.all([demo.close(), empty.close()]);
    }
  });
});
