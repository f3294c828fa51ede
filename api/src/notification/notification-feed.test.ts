import type { FastifyInstance } from "fastify";
import { mongo } from "mongoose";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildApp } from "../app.ts";
import { absentSearch, buildTestApp, type TestApp } from "../test/build-test-app.ts";
import { LiveClient } from "../test/live-client.ts";
import { notify } from "../test/notifications.ts";
import { createPerson } from "../test/people.ts";
import { LiveHub } from "./live-hub.ts";
import { NotificationFeed, openNotificationStream } from "./notification-feed.ts";

let test: TestApp;
let url: string;

beforeAll(async () => {
  test = await buildTestApp();
  url = await test.app.listen({ port: 0, host: "127.0.0.1" });
});
afterAll(() => test.close());

/** A hub that notes what it is told, with a feed of its own. */
function startFeed(openStream: () => mongo.ChangeStream, streamRetryMs = 60_000) {
  const { models, log } = test.app;
  const woken: string[] = [];
  const hinted: string[] = [];
  class NotingHub extends LiveHub {
    override get recipientIds() {
      return recipients;
    }
    override wake(recipientId: string) {
      woken.push(recipientId);
    }
    override wakeAll() {
      woken.push("everybody");
    }
    override hint(recipientId: string, kind: string, id: string) {
      hinted.push(`${recipientId} ${kind} ${id}`);
    }
  }
  const recipients: string[] = [];
  const hub = new NotingHub({ models, log, bufferLimitBytes: 1 });
  const feed = new NotificationFeed({ openStream, models, hub, log, pollMs: 20, streamRetryMs });
  return { feed, woken, hinted, recipients };
}

const refuseStream = (): never => {
  // What a MongoDB says that is no replica set.
  throw new mongo.MongoServerError({
    code: 40_573,
    message: "The $changeStream stage is only supported on replica sets",
  });
};

describe("where the store refuses change streams", () => {
  it("looks for everybody again and again, and finds what was read elsewhere", async () => {
    const person = await createPerson(test.app, "broker");
    const { feed, woken, hinted, recipients } = startFeed(refuseStream);
    recipients.push(person.id);
    await expect.poll(() => woken.length).toBeGreaterThan(2);
    expect(new Set(woken)).toEqual(new Set(["everybody"]));
    const id = await notify(test.app, person, 1, { isRead: true });
    await expect.poll(() => hinted).toContain(`${person.id} notification ${id}`);
    await feed.stop();
  });

  it("asks the store nothing while nobody is connected", async () => {
    let asked = 0;
    const { feed, woken } = startFeed(() => {
      asked += 1;
      return refuseStream();
    }, 5);
    // Long enough for several polls.
    await expect.poll(() => asked).toBeGreaterThan(20);
    await feed.stop();
    expect(woken).toEqual([]);
  });

  it("follows a stream as soon as it is given one", async () => {
    let asked = 0;
    const { connection, models } = test.app;
    const { feed, woken } = startFeed(() => {
      asked += 1;
      return asked < 3 ? refuseStream() : openNotificationStream(connection, models);
    }, 5);
    const person = await createPerson(test.app, "broker");
    await expect.poll(() => woken, { timeout: 10_000 }).toContain("everybody");
    await notify(test.app, person, 1);
    await expect.poll(() => woken, { timeout: 10_000 }).toContain(person.id);
    await feed.stop();
  });
});

describe("a second replica", () => {
  let replica: FastifyInstance;
  let replicaUrl: string;

  beforeAll(async () => {
    const { config, connection } = test.app;
    replica = await buildApp(config, { connection, search: absentSearch });
    replicaUrl = await replica.listen({ port: 0, host: "127.0.0.1" });
  });
  afterAll(() => replica.close());

  it("tells its sockets of the same notifications, readings and sign-outs", async () => {
    const person = await createPerson(test.app, "broker");
    const [here, there] = await Promise.all([
      LiveClient.connect(url, person.cookie),
      LiveClient.connect(replicaUrl, person.cookie),
    ]);
    const id = await notify(test.app, person, 1);
    await Promise.all([here.waitForSeqs([1]), there.waitForSeqs([1])]);
    await person.post(`/api/notifications/${id}/read`);
    for (const socket of [here, there]) {
      await socket.waitFor((message) => message.type === "changed" && message.id === id);
    }
    await person.post("/api/auth/logout");
    expect(await Promise.all([here.waitForClose(), there.waitForClose()])).toEqual([4401, 4401]);
  });
});
