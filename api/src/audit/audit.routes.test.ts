import type { AuditEntry, Page } from "@market/shared";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildTestApp, type TestApp } from "../test/build-test-app.ts";
import { createContract, createContractPeople } from "../test/contracts.ts";
import { createPairing, createPairingPeople } from "../test/pairings.ts";
import { createPerson, type Person } from "../test/people.ts";

let test: TestApp;
let admin: Person;
beforeAll(async () => {
  test = await buildTestApp();
  admin = await createPerson(test.app, "admin");
});
afterAll(() => test.close());

async function audit(query: string): Promise<Page<AuditEntry>> {
  const response = await admin.get(`/api/admin/audit?${query}`);
  expect(response.statusCode, response.body).toBe(200);
  return response.json();
}

describe("GET /api/admin/audit", () => {
  it("tells who gave a person another role, when, and what it was before", async () => {
    const person = await createPerson(test.app, "broker");
    await admin.patch(`/api/users/${person.id}`, { role: "official" });
    const { items } = await audit(`subject=${person.id}`);
    expect(items).toHaveLength(1);
    expect(items[0]).toMatchObject({
      act: "appoint",
      actor: { id: admin.id, role: "admin" },
      subject: { kind: "user", id: person.id, title: person.name },
      changes: [{ path: "role", before: "broker", after: "official" }],
    });
  });

  it("tells of verifications once, and of each level", async () => {
    const official = await createPerson(test.app, "official");
    const broker = await createPerson(test.app, "broker", { verified: false });
    for (const level of ["junior", "junior", "senior"]) {
      await official.post(`/api/brokers/${broker.id}/verify`, { level });
    }
    await official.post(`/api/organisations/${broker.organisationId}/verify`);
    const ofBroker = (await audit(`subject=${broker.id}`)).items;
    expect(ofBroker.map(({ act, changes }) => [act, changes?.[0]?.before, changes?.[0]?.after])).toEqual([
      ["setLevel", "junior", "senior"],
      ["setLevel", null, "junior"],
      ["verify", false, true],
    ]);
  });

  it("reads the acts of contracts by kind, act, actor and day, page by page, the latest first", async () => {
    const people = await createContractPeople(test.app);
    const contract = await createContract(people, "cancelled");
    const all = await audit(`subject=${contract.id}`);
    expect(all.items.map(({ act }) => act)).toEqual(contract.history.map(({ act }) => act).reverse());
    const byOfficial = await audit(
      `subject=${contract.id}&actor=${encodeURIComponent(people.official.name)}&pageSize=1&page=2`,
    );
    expect(byOfficial).toMatchObject({ total: 3, page: 2, items: [{ act: "register" }] });
    expect((await audit(`kind=contract&act=void&subject=${contract.id}`)).total).toBe(1);
    expect((await audit(`subject=${contract.id}&to=2001-01-01`)).total).toBe(0);
  });

  it("shows take-downs of texts, but not what their owners do with them", async () => {
    const official = await createPerson(test.app, "official");
    const people = await createPairingPeople(test.app);
    const { resultId, demandId } = await createPairing(test.app, people);
    await people.enterprise.post(`/api/demands/${demandId}/withdraw`);
    await official.post(`/api/results/${resultId}/withdraw`, { reason: "内容失实。" });
    expect((await audit(`subject=${demandId}`)).total).toBe(0);
    expect((await audit(`subject=${resultId}`)).items[0]).toMatchObject({
      act: "withdraw",
      note: "内容失实。",
    });
  });

  it("is for admins, and comes as a file", async () => {
    const official = await createPerson(test.app, "official");
    expect((await official.get("/api/admin/audit")).statusCode).toBe(403);
    const file = await admin.get("/api/admin/audit.csv?act=appoint");
    expect(file.body).toContain("role: broker → official");
  });
});
