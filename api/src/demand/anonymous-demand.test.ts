import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildTestApp, type TestApp } from "../test/build-test-app.ts";
import { createPairing, createPairingPeople, type PairingScene } from "../test/pairings.ts";
import { createPerson, type Person } from "../test/people.ts";
import { dayFromNow, demandInput } from "../test/texts.ts";

let test: TestApp;
beforeAll(async () => {
  test = await buildTestApp();
});
afterAll(() => test.close());

/** A claimed pairing whose demand does not name its organisation. */
async function anonymousScene(): Promise<PairingScene> {
  const people = await createPairingPeople(test.app);
  const scene = await createPairing(test.app, people, { status: "claimed" });
  await test.app.models.Demand.updateOne({ _id: scene.demandId }, { $set: { isAnonymous: true } });
  return scene;
}

const pagesOf = ({ demandId, pairingId, enterprise }: PairingScene) => [
  `/api/demands/${demandId}`,
  "/api/demands?pageSize=100",
  `/api/demands?organisation=${enterprise.organisationId}`,
  `/api/pairings/${pairingId}`,
  "/api/pairings?pageSize=100",
  "/feeds/demands.atom",
];

async function reads(person: Person, scene: PairingScene): Promise<string> {
  const answers = await Promise.all(pagesOf(scene).map((url) => person.get(url)));
  return answers.map(({ body }) => body).join("\n");
}

describe("an anonymous demand", () => {
  it("names its organisation, by name or id, to nobody else before the introduction", async () => {
    const scene = await anonymousScene();
    const { enterprise, institution, broker } = scene;
    const stranger = await createPerson(test.app, "enterprise");
    for (const person of [institution, broker, stranger]) {
      const seen = await reads(person, scene);
      expect(seen).not.toContain(enterprise.organisationName);
      expect(seen).not.toContain(enterprise.organisationId);
    }
  });

  it("names it to its owner and to officials", async () => {
    const scene = await anonymousScene();
    const official = await createPerson(test.app, "official");
    for (const person of [scene.enterprise, official]) {
      const demand = (await person.get(`/api/demands/${scene.demandId}`)).json();
      expect(demand.organisation.name).toBe(scene.enterprise.organisationName);
    }
  });

  it("names it to the other side and the broker once they are introduced", async () => {
    const scene = await anonymousScene();
    await scene.broker.post(`/api/pairings/${scene.pairingId}/introduce`);
    for (const person of [scene.institution, scene.broker]) {
      const demand = (await person.get(`/api/demands/${scene.demandId}`)).json();
      expect(demand.organisation.name).toBe(scene.enterprise.organisationName);
      const pairing = (await person.get(`/api/pairings/${scene.pairingId}`)).json();
      expect(pairing.demand.organisation.name).toBe(scene.enterprise.organisationName);
    }
  });

  it("is not found by its organisation", async () => {
    const scene = await anonymousScene();
    const url = `/api/demands?organisation=${scene.enterprise.organisationId}`;
    expect((await scene.institution.get(url)).json().total).toBe(0);
    expect((await scene.enterprise.get(url)).json().total).toBe(1);
  });

  it("whose words give its owner away is published only once they are confirmed: 400 naming the fields", async () => {
    const owner = await createPerson(test.app, "enterprise");
    const input = demandInput({
      isAnonymous: true,
      title: `${owner.organisationName}的密封圈`,
      description: "三个月就开裂，来信 rd@seal.example.com",
    });
    const { id } = (await owner.post("/api/demands", input)).json();
    const refused = await owner.post(`/api/demands/${id}/publish`);
    expect(refused.statusCode).toBe(400);
    expect(refused.json().errors.map(({ path }: { path: string }) => path)).toEqual(["title", "description"]);
    expect((await owner.post(`/api/demands/${id}/publish`, { hasCheckedNames: true })).statusCode).toBe(200);
  });
});

describe("extending a demand", () => {
  it("moves its deadline and end once, and stands in its history", async () => {
    const owner = await createPerson(test.app, "enterprise");
    const input = demandInput({ deadline: dayFromNow(10) });
    const { id } = (await owner.post("/api/demands", input)).json();
    await owner.post(`/api/demands/${id}/publish`);
    const deadline = dayFromNow(100);
    const extended = await owner.post(`/api/demands/${id}/extend`, { deadline });
    expect(extended.json()).toMatchObject({ deadline, status: "published" });
    expect(extended.json().extendedAt).not.toBeNull();
    expect(extended.json().history.at(-1).act).toBe("extend");
    expect((await owner.post(`/api/demands/${id}/extend`, { deadline: dayFromNow(120) })).statusCode).toBe(
      409,
    );
  });

  it.each([
    [5, "an earlier day"],
    [400, "too late a day"],
  ])("to %i days from now answers 400 at the deadline: %s", async (days) => {
    const owner = await createPerson(test.app, "enterprise");
    const { id } = (await owner.post("/api/demands", demandInput({ deadline: dayFromNow(10) }))).json();
    await owner.post(`/api/demands/${id}/publish`);
    const response = await owner.post(`/api/demands/${id}/extend`, { deadline: dayFromNow(days) });
    expect(response.statusCode).toBe(400);
    expect(response.json().errors[0].path).toBe("deadline");
  });

  it("is its owner's alone", async () => {
    const owner = await createPerson(test.app, "enterprise");
    const stranger = await createPerson(test.app, "enterprise");
    const { id } = (await owner.post("/api/demands", demandInput({ deadline: dayFromNow(10) }))).json();
    await owner.post(`/api/demands/${id}/publish`);
    const response = await stranger.post(`/api/demands/${id}/extend`, { deadline: dayFromNow(60) });
    expect(response.statusCode).toBe(403);
  });
});
