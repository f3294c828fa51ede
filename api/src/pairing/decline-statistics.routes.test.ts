import { type DeclineStatistics, monthOf, type Page, type Pairing } from "@market/shared";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildTestApp, type TestApp } from "../test/build-test-app.ts";
import { createPairing, createPairingPeople, type PairingPeople } from "../test/pairings.ts";
import { createPerson, type Person } from "../test/people.ts";

const url = "/api/statistics/declines";
const month = monthOf(new Date());

let test: TestApp;
let people: PairingPeople;
let official: Person;
let immature: string[];
beforeAll(async () => {
  test = await buildTestApp();
  people = await createPairingPeople(test.app);
  official = await createPerson(test.app, "official");
  immature = [
    await declineIntroduced(people, "immature", "样机未经现场验证。"),
    await declineIntroduced(people, "immature", "=1+1 还要半年。"),
  ];
  await declineIntroduced(people, "budget-mismatch", "超出预算。");
  const claimed = await createPairing(test.app, people, { status: "claimed" });
  await people.broker.post(`/api/pairings/${claimed.pairingId}/decline`, {
    reason: "unclear-ip",
    note: "引荐之前就谢绝。",
  });
});
afterAll(() => test.close());

async function declineIntroduced(own: PairingPeople, reason: string, note: string): Promise<string> {
  const { pairingId } = await createPairing(test.app, own, { status: "claimed" });
  await own.broker.post(`/api/pairings/${pairingId}/introduce`);
  const declined = await own.enterprise.post(`/api/pairings/${pairingId}/decline`, { reason, note });
  expect(declined.statusCode).toBe(200);
  return pairingId;
}

async function readDeclines(person: Person, query = ""): Promise<DeclineStatistics> {
  const response = await person.get(`${url}${query}`);
  expect(response.statusCode).toBe(200);
  return response.json();
}

describe("declined introductions", () => {
  it("are counted by month and reason, each with the pairings behind it, and without what came before an introduction", async () => {
    const { total, groups } = await readDeclines(people.institution);
    expect(total).toBe(3);
    expect(groups.map((group) => [group.month, group.reason, group.count])).toEqual([
      [month, "immature", 2],
      [month, "budget-mismatch", 1],
    ]);
    expect(groups[0]?.declines.map(({ pairing }) => pairing.id).sort()).toEqual([...immature].sort());
    expect(groups[1]?.declines[0]).toMatchObject({
      by: "enterprise",
      note: "超出预算。",
      text: { kind: "result", title: "压缩机转矩补偿" },
    });
  });

  it("lead to the same pairings in the list of pairings", async () => {
    const list: Page<Pairing> = (
      await people.institution.get(`/api/pairings?declinedIn=${month}&declineReason=immature`)
    ).json();
    expect(list.items.map(({ id }) => id).sort()).toEqual([...immature].sort());
    const other: Page<Pairing> = (
      await people.institution.get("/api/pairings?declinedIn=2020-01&declineReason=immature")
    ).json();
    expect(other.total).toBe(0);
  });

  it("are shown to an enterprise by its own needs, and to nobody of another organisation", async () => {
    const { groups } = await readDeclines(people.enterprise);
    expect(groups[0]?.declines[0]?.text).toMatchObject({ kind: "demand", title: "外机低频噪声" });
    const stranger = await createPerson(test.app, "institution");
    expect(await readDeclines(stranger)).toMatchObject({ total: 0, groups: [] });
    const peek = await stranger.get(`${url}?organisation=${people.institution.organisationId}`);
    expect(peek.statusCode).toBe(403);
  });

  it("are shown to officials of all organisations or of one", async () => {
    const others = await createPairingPeople(test.app);
    await declineIntroduced(others, "has-partner", "已有合作方。");
    expect((await readDeclines(official)).total).toBe(4);
    expect((await readDeclines(official, `?organisation=${others.institution.organisationId}`)).total).toBe(
      1,
    );
  });

  it("count within the days asked for; a period must not end before it starts", async () => {
    expect((await readDeclines(people.institution, "?to=2020-12-31")).total).toBe(0);
    expect((await readDeclines(people.institution, "?from=2020-12-31")).total).toBe(3);
    const reversed = await people.institution.get(`${url}?from=2026-02-01&to=2026-01-01`);
    expect(reversed.statusCode).toBe(400);
    expect(reversed.json().errors[0].path).toBe("to");
  });

  it("can be taken away as CSV in the reader's language, with formulas made harmless", async () => {
    const response = await people.institution.get(`${url}.csv`);
    expect(response.headers["content-type"]).toContain("text/csv");
    expect(response.headers["content-disposition"]).toContain("declines.csv");
    expect(response.body).toContain(`${month},成熟度不够,2`);
    expect(response.body).toContain("'=1+1 还要半年。");
  });
});
