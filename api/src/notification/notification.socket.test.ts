import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openSession } from "../account/session.service.ts";
import { buildTestApp, type TestApp } from "../test/build-test-app.ts";
import { LiveClient } from "../test/live-client.ts";
import { notify } from "../test/notifications.ts";
import { createPairing, createPairingPeople } from "../test/pairings.ts";
import { createPerson, type Person } from "../test/people.ts";

let test: TestApp;
let url: string;
let broker: Person;
let clients: LiveClient[];

beforeAll(async () => {
  test = await buildTestApp();
  url = await test.app.listen({ port: 0, host: "127.0.0.1" });
});
beforeEach(async () => {
  broker = await createPerson(test.app, "broker");
  clients = [];
});
afterEach(() => {
  for (const client of clients) client.close();
});
afterAll(() => test.close());

async function connect(person = broker): Promise<LiveClient> {
  const client = await LiveClient.connect(url, person.cookie);
  clients.push(client);
  return client;
}

describe("opening a live socket", () => {
  it("is refused with 401 without a session, and with one that is unknown", async () => {
    expect(await new LiveClient(url).refusal()).toBe(401);
    expect(await new LiveClient(url, { cookie: "session=made-up" }).refusal()).toBe(401);
  });

  it("is refused with 403 to a page of another site", async () => {
    const client = new LiveClient(url, { cookie: broker.cookie, origin: "https://evil.example" });
    expect(await client.refusal()).toBe(403);
  });

  it("is allowed to our own page", async () => {
    const client = new LiveClient(url, { cookie: broker.cookie, origin: url });
    clients.push(client);
    await client.waitFor(({ type }) => type === "hello");
  });

  it("is the only thing to do there: a plain request answers 426", async () => {
    const response = await broker.get("/api/live");
    expect(response.statusCode).toBe(426);
    expect(response.headers["content-type"]).toContain("application/problem+json");
  });

  it("greets with the newest seq: 0 before the first notification", async () => {
    expect((await connect()).messages[0]).toEqual({ type: "hello", seq: 0 });
    await notify(test.app, broker, 1);
    await notify(test.app, broker, 2);
    expect((await connect()).messages[0]).toEqual({ type: "hello", seq: 2 });
  });
});

describe("live notifications", () => {
  it("come to every tab of their recipient, in order, and to nobody else", async () => {
    await notify(test.app, broker, 1);
    const other = await createPerson(test.app, "broker");
    const [first, second, others] = [await connect(), await connect(), await connect(other)];
    for (const seq of [2, 3, 4]) await notify(test.app, broker, seq);
    await notify(test.app, other, 1);
    await first.waitForSeqs([2, 3, 4]);
    await second.waitForSeqs([2, 3, 4]);
    await others.waitForSeqs([1]);
  });

  it("carry what REST says of them", async () => {
    const client = await connect();
    const id = await notify(test.app, broker, 1);
    const message = await client.waitFor(({ type }) => type === "notification");
    const page = (await broker.get("/api/notifications")).json();
    expect(message).toEqual({ type: "notification", notification: page.items[0] });
    expect(page.items[0].id).toBe(id);
  });

  it("come each once when many are written one after the other", async () => {
    const client = await connect();
    const seqs = Array.from({ length: 100 }, (_, index) => index + 1);
    for (const seq of seqs) await notify(test.app, broker, seq);
    await client.waitForSeqs(seqs);
  });
});

describe("resume", () => {
  it("replays what came after a notification, oldest first", async () => {
    const ids: string[] = [];
    for (const seq of [1, 2, 3, 4]) ids.push(await notify(test.app, broker, seq, { isRead: seq === 3 }));
    const client = await connect();
    client.say({ type: "resume", after: ids[1] });
    await client.waitForSeqs([3, 4]);
  });

  it("replays all unread for null", async () => {
    for (const seq of [1, 2, 3, 4]) await notify(test.app, broker, seq, { isRead: seq % 2 === 0 });
    const client = await connect();
    client.say({ type: "resume", after: null });
    await client.waitForSeqs([1, 3]);
  });

  it("lets live ones wait until the replay ends, and tells no seq twice", async () => {
    const backlog = Array.from({ length: 450 }, (_, index) => index + 1);
    const first = await notify(test.app, broker, 1);
    await Promise.all(backlog.slice(1).map((seq) => notify(test.app, broker, seq)));
    const client = await connect();
    client.say({ type: "resume", after: first });
    const live = [451, 452, 453];
    for (const seq of live) await notify(test.app, broker, seq);
    await client.waitForSeqs([...backlog.slice(1), ...live]);
  });

  it("repeats nothing when asked again, or after live ones have come", async () => {
    const ids: string[] = [];
    for (const seq of [1, 2, 3]) ids.push(await notify(test.app, broker, seq));
    const client = await connect();
    await notify(test.app, broker, 4);
    await client.waitForSeqs([4]);
    client.say({ type: "resume", after: ids[1] });
    await client.waitForSeqs([4, 3]);
    client.say({ type: "resume", after: ids[0] });
    await client.waitForSeqs([4, 3, 2]);
    client.say({ type: "resume", after: null });
    await client.waitForSeqs([4, 3, 2, 1]);
    await notify(test.app, broker, 5);
    await client.waitForSeqs([4, 3, 2, 1, 5]);
  });

  it("works for a client that asks before it is greeted", async () => {
    const id = await notify(test.app, broker, 1);
    await notify(test.app, broker, 2);
    const client = new LiveClient(url, { cookie: broker.cookie });
    clients.push(client);
    client.socket.on("open", () => client.say({ type: "resume", after: id }));
    await client.waitForSeqs([2]);
    expect(client.messages[0]).toEqual({ type: "hello", seq: 2 });
  });

  it("leaves a socket that never asks with what is new since its greeting", async () => {
    await notify(test.app, broker, 1);
    const client = await connect();
    await notify(test.app, broker, 2);
    await client.waitForSeqs([2]);
  });

  it("after another's notification is an error, and the socket goes on", async () => {
    const other = await createPerson(test.app, "broker");
    const othersId = await notify(test.app, other, 1);
    const client = await connect();
    client.say({ type: "resume", after: othersId });
    await client.waitFor(({ type }) => type === "error");
    await notify(test.app, broker, 1);
    await client.waitForSeqs([1]);
  });
});

describe("what a client may not say", () => {
  it.each([
    ["no JSON", "hello?"],
    ["an unknown type", { type: "subscribe" }],
    ["an id that is none", { type: "resume", after: "5" }],
    ["a field too many", { type: "resume", after: null, limit: 5 }],
    ["nothing", "null"],
  ])("%s is answered with an error, and the socket goes on", async (_, message) => {
    const client = await connect();
    client.say(message);
    await client.waitFor(({ type }) => type === "error");
    await notify(test.app, broker, 1);
    await client.waitForSeqs([1]);
  });

  it("a message above the limit closes the socket", async () => {
    const client = await connect();
    client.say("x".repeat(5_000));
    expect(await client.waitForClose()).toBe(1009);
  });

  it("a flood closes the socket of the one who sends it and no other", async () => {
    const calm = await connect();
    const flooding = await connect();
    for (let count = 0; count < 5_000; count += 1) flooding.say({ type: "resume", after: null });
    expect(await flooding.waitForClose()).toBe(1008);
    await notify(test.app, broker, 1);
    await calm.waitForSeqs([1]);
  });
});

describe("reading in one tab", () => {
  it("tells the others of the person that their count has changed", async () => {
    const id = await notify(test.app, broker, 1);
    const tab = await connect();
    await broker.post(`/api/notifications/${id}/read`);
    expect(await tab.waitFor(({ type }) => type === "changed")).toEqual({
      type: "changed",
      kind: "notification",
      id,
    });
  });

  it("tells them also when all are read", async () => {
    for (const seq of [1, 2, 3]) await notify(test.app, broker, seq);
    const tab = await connect();
    await broker.post("/api/notifications/read-all");
    await tab.waitFor((message) => message.type === "changed" && message.kind === "notification");
  });
});

describe("signing out", () => {
  it("closes that session's sockets and leaves the person's other ones", async () => {
    const here = await connect();
    const elsewhere = await LiveClient.connect(
      url,
      `session=${await openSession(test.app.models, broker.id, new Date())}`,
    );
    clients.push(elsewhere);
    expect((await broker.post("/api/auth/logout")).statusCode).toBe(204);
    expect(await here.waitForClose()).toBe(4401);
    await notify(test.app, broker, 1);
    await elsewhere.waitForSeqs([1]);
  });

  it("on another replica closes the sockets here too", async () => {
    const client = await connect();
    await test.app.models.Session.deleteMany({ userId: broker.id });
    expect(await client.waitForClose()).toBe(4401);
  });
});

describe("hints of records", () => {
  it("tell everybody whom a pairing concerns to look again, and nobody else", async () => {
    const { enterprise, institution, broker: claimer } = await createPairingPeople(test.app);
    const { pairingId } = await createPairing(test.app, { enterprise, institution, broker: claimer });
    const stranger = await createPerson(test.app, "enterprise");
    const concerned = await Promise.all([enterprise, institution, claimer, broker].map(connect));
    const unconcerned = await connect(stranger);
    await claimer.post(`/api/pairings/${pairingId}/claim`);
    for (const client of concerned) {
      await client.waitFor((message) => message.type === "changed" && message.id === pairingId);
    }
    await notify(test.app, stranger, 1);
    await unconcerned.waitForSeqs([1]);
    expect(unconcerned.messages.filter(({ type }) => type === "changed")).toEqual([]);
  });
});
