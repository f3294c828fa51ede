import type { Notification, NotificationPage } from "@market/shared";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { buildTestApp, type TestApp } from "../test/build-test-app.ts";
import { notify } from "../test/notifications.ts";
import { createPerson, type Person } from "../test/people.ts";

let test: TestApp;
let broker: Person;
let ids: string[];

beforeAll(async () => {
  test = await buildTestApp();
});
beforeEach(async () => {
  broker = await createPerson(test.app, "broker");
  ids = [];
  for (const seq of [1, 2, 3, 4, 5]) {
    ids.push(await notify(test.app, broker, seq, { isRead: seq === 2 }));
  }
});
afterAll(() => test.close());

async function list(query = ""): Promise<NotificationPage> {
  const response = await broker.get(`/api/notifications${query}`);
  expect(response.statusCode, response.body).toBe(200);
  return response.json();
}
const seqsOf = (page: NotificationPage) => page.items.map(({ seq }) => seq);

describe("GET /api/notifications", () => {
  it("lists the newest first with how many are unread", async () => {
    const page = await list();
    expect(seqsOf(page)).toEqual([5, 4, 3, 2, 1]);
    expect(page).toMatchObject({ total: 5, unread: 4, page: 1, pageSize: 20 });
    expect(page.items[0]).toEqual({
      id: ids[4],
      seq: 5,
      kind: "pairing.proposed",
      at: expect.any(String),
      read: false,
      pairing: {
        id: expect.any(String),
        score: 0.8,
        demand: { id: expect.any(String), title: "外机低频噪声" },
        result: { id: expect.any(String), title: "压缩机转矩补偿" },
      },
    });
  });

  it("ascends after one of them, a page at a time", async () => {
    expect(seqsOf(await list(`?after=${ids[1]}`))).toEqual([3, 4, 5]);
    expect(seqsOf(await list(`?after=${ids[1]}&pageSize=2`))).toEqual([3, 4]);
    expect(seqsOf(await list(`?after=${ids[4]}`))).toEqual([]);
  });

  it("lists only unread ones when asked", async () => {
    expect(seqsOf(await list("?unread=true"))).toEqual([5, 4, 3, 1]);
    expect(seqsOf(await list(`?unread=true&after=${ids[0]}`))).toEqual([3, 4, 5]);
  });

  it("shows nobody another's", async () => {
    const other = await createPerson(test.app, "broker");
    expect((await other.get("/api/notifications")).json()).toMatchObject({ items: [], total: 0, unread: 0 });
    expect((await other.get(`/api/notifications?after=${ids[0]}`)).statusCode).toBe(404);
    expect((await other.post(`/api/notifications/${ids[0]}/read`)).statusCode).toBe(404);
  });

  it("answers 401 to a stranger and 400 for what is no id", async () => {
    expect((await test.app.inject("/api/notifications")).statusCode).toBe(401);
    expect((await broker.get("/api/notifications?after=5")).statusCode).toBe(400);
  });
});

describe("reading", () => {
  it("marks one read once, and keeps the time of the first reading", async () => {
    const first = await broker.post(`/api/notifications/${ids[0]}/read`);
    expect(first.json<Notification>()).toMatchObject({ id: ids[0], read: true });
    const { readAt } = (await test.app.models.Notification.findById(ids[0]).lean()) ?? {};
    expect((await broker.post(`/api/notifications/${ids[0]}/read`)).statusCode).toBe(200);
    expect((await test.app.models.Notification.findById(ids[0]).lean())?.readAt).toEqual(readAt);
    expect((await list()).unread).toBe(3);
  });

  it("marks all of one person's read and nobody else's", async () => {
    const other = await createPerson(test.app, "broker");
    await notify(test.app, other, 1);
    expect((await broker.post("/api/notifications/read-all")).json()).toEqual({ unread: 0 });
    expect((await list()).items.every(({ read }) => read)).toBe(true);
    expect((await other.get("/api/notifications")).json()).toMatchObject({ unread: 1 });
  });
});
