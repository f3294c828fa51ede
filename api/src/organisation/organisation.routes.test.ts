import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildTestApp, type TestApp } from "../test/build-test-app.ts";
import { createPerson, type Person } from "../test/people.ts";

describe("organisations", () => {
  let test: TestApp;
  let founder: Person;
  let official: Person;
  beforeAll(async () => {
    test = await buildTestApp();
    founder = await createPerson(test.app, "institution", { verified: false });
    official = await createPerson(test.app, "official");
  });
  afterAll(() => test.close());

  const accept = (body: object) =>
    test.app.inject({ method: "POST", url: "/api/auth/accept-invitation", payload: body });
  const invite = (email: string, headers?: Record<string, string>) =>
    founder.post(`/api/organisations/${founder.organisationId}/invitations`, { email }, headers);

  it("are found by part of their name, letter for letter", async () => {
    const name = encodeURIComponent(founder.organisationName ?? "");
    const found = await founder.get(`/api/organisations?name=${name}`);
    expect(found.json()).toMatchObject({ total: 1, items: [{ id: founder.organisationId }] });
    expect((await founder.get("/api/organisations?name=%5B")).json().total).toBe(0);
    expect((await founder.get("/api/organisations?name=%00")).json().total).toBe(0);
  });

  it("are verified by an official, as often as they like", async () => {
    const url = `/api/organisations/${founder.organisationId}/verify`;
    expect((await official.post(url)).json()).toMatchObject({ id: founder.organisationId, verified: true });
    const first = await test.app.models.Organisation.findById(founder.organisationId).lean();
    expect((await official.post(url)).statusCode).toBe(200);
    const second = await test.app.models.Organisation.findById(founder.organisationId).lean();
    expect(second?.verifiedAt).toEqual(first?.verifiedAt);
    expect((await official.post(`/api/organisations/${"0".repeat(24)}/verify`)).statusCode).toBe(404);
  });

  it("take in a member by their admin's invitation, with the inviter's role, once", async () => {
    const invitation = await invite("Member@Market.example");
    expect(invitation.statusCode, invitation.body).toBe(201);
    expect(invitation.json()).toMatchObject({
      email: "member@market.example",
      organisation: { id: founder.organisationId, name: founder.organisationName },
    });
    const answer = { token: invitation.json().token, name: "新同事", password: "correct horse" };
    const joined = await accept(answer);
    expect(joined.statusCode, joined.body).toBe(201);
    expect(joined.json()).toMatchObject({
      email: "member@market.example",
      role: "institution",
      organisation: { id: founder.organisationId },
      organisationAdmin: false,
    });
    const again = await accept(answer);
    expect(again.statusCode).toBe(400);
    expect(again.json().errors).toMatchObject([{ path: "token" }]);
    const members = await founder.get(`/api/organisations/${founder.organisationId}/members`);
    expect(members.json().items.map((member: { name: string }) => member.name)).toEqual([
      "新同事",
      founder.name,
    ]);
  });

  it("keep the token of an invitation to its first answer", async () => {
    const headers = { "idempotency-key": "invite-1" };
    const first = (await invite("twice@market.example", headers)).json();
    const second = (await invite("twice@market.example", headers)).json();
    expect(second.id).toBe(first.id);
    expect(first.token).toEqual(expect.any(String));
    expect(second).not.toHaveProperty("token");
    const stored = await test.app.models.Invitation.findById(first.id).lean();
    expect(JSON.stringify(stored)).not.toContain(first.token);
  });

  it("refuse an invitation by anybody but their own admin, and one that has expired", async () => {
    const colleague = await createPerson(test.app, "institution", {
      organisationId: founder.organisationId ?? undefined,
    });
    const outsider = await createPerson(test.app, "enterprise");
    const url = `/api/organisations/${founder.organisationId}/invitations`;
    for (const person of [colleague, outsider, official]) {
      expect((await person.post(url, { email: "x@market.example" })).statusCode).toBe(403);
    }
    expect((await invite(outsider.email)).statusCode).toBe(409);
    const { id, token } = (await invite("late@market.example")).json();
    await test.app.models.Invitation.updateOne({ _id: id }, { $set: { expiresAt: new Date(0) } });
    expect((await accept({ token, name: "迟到", password: "correct horse" })).statusCode).toBe(400);
  });

  it("do not let an inviter who became an official make officials", async () => {
    const { token } = (await invite("careful@market.example")).json();
    await test.app.models.User.updateOne({ _id: founder.id }, { $set: { role: "official" } });
    const joined = await accept({ token, name: "新同事", password: "correct horse" });
    await test.app.models.User.updateOne({ _id: founder.id }, { $set: { role: "institution" } });
    expect(joined.json().role).toBe("institution");
  });

  it("show their members to themselves, officials and admins only", async () => {
    const outsider = await createPerson(test.app, "enterprise");
    const url = `/api/organisations/${founder.organisationId}/members`;
    expect((await outsider.get(url)).statusCode).toBe(403);
    expect((await official.get(url)).statusCode).toBe(200);
  });

  it("list service points with their codes", async () => {
    await test.app.models.Organisation.create({
      name: "市北服务点",
      kind: "service-point",
      district: "市北区",
      pointCode: "02",
    });
    const points = (await founder.get("/api/service-points")).json();
    expect(points).toMatchObject({ total: 1, items: [{ name: "市北服务点", code: "02" }] });
  });

  it("open a service point once under one Idempotency-Key, also when asked twice at once", async () => {
    const admin = await createPerson(test.app, "admin");
    const open = (key: string) =>
      admin.post(
        "/api/service-points",
        { name: "崂山服务点", district: "崂山区", code: "07" },
        { "idempotency-key": key },
      );
    const answers = [...(await Promise.all([open("point-1"), open("point-1")])), await open("point-1")];
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([201, 201, 201]);
    expect(new Set(answers.map((answer) => answer.json().id)).size).toBe(1);
    expect((await open("point-2")).statusCode).toBe(409);
  });
});
