import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { Types } from "mongoose";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { WebSocketServer } from "ws";
import type { Caller } from "../caller.ts";
import { buildTestApp, type TestApp } from "../test/build-test-app.ts";
import { LiveClient } from "../test/live-client.ts";
import { notify } from "../test/notifications.ts";
import { LiveHub } from "./live-hub.ts";

const BUFFER_LIMIT_BYTES = 256 * 1024;

let test: TestApp;
let hub: LiveHub;
let server: WebSocketServer;
let url: string;
let clients: LiveClient[];

beforeAll(async () => {
  test = await buildTestApp();
});
beforeEach(async () => {
  hub = new LiveHub({ models: test.app.models, log: test.app.log, bufferLimitBytes: BUFFER_LIMIT_BYTES });
  server = new WebSocketServer({ port: 0, host: "127.0.0.1" });
  // Here a cookie is the id of whoever holds it: who may connect is not what is tested.
  server.on("connection", (socket, request) => hub.open(socket, callerWith(request.headers.cookie ?? "")));
  await once(server, "listening");
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  clients = [];
});
afterEach(async () => {
  for (const client of clients) client.close();
  server.close();
  await hub.close();
});
afterAll(() => test.close());

function callerWith(id: string): Caller {
  return {
    id,
    name: id,
    email: `${id}@test.example`,
    role: "broker",
    organisationId: null,
    organisationAdmin: false,
    isVerifiedBroker: true,
    sessionId: id,
  };
}

async function connect(id = String(new Types.ObjectId()), options = {}): Promise<LiveClient> {
  const client = await LiveClient.connect(url, id, options);
  clients.push(client);
  return client;
}

describe("a slow client", () => {
  it("is dropped without hurting the others", async () => {
    const slow = await connect();
    const sound = await connect();
    slow.socket.pause();
    const filler = "x".repeat(64 * 1024);
    let sent = 0;
    while (hub.recipientIds.length > 1) {
      sent += 1;
      hub.hintConcerned(`${sent}`, filler, () => true);
      await sound.waitFor((message) => message.type === "changed" && message.kind === `${sent}`);
    }
    expect(sound.closeCode).toBeNull();
    expect(sound.messages.filter(({ type }) => type === "changed")).toHaveLength(sent);
    slow.socket.resume();
    expect(await slow.waitForClose()).toBe(1006);
  });
});

describe("a dead client", () => {
  it("is dropped when it does not answer a ping, and one that answers is kept", async () => {
    const dead = await connect(undefined, { autoPong: false });
    const sound = await connect();
    for (const _ of [1, 2, 3]) {
      const pinged = once(sound.socket, "ping");
      hub.checkAlive();
      await pinged;
      // Its answer to this follows its pong.
      const heard = sound.messages.length;
      sound.say("?");
      await sound.waitFor((message) => sound.messages.indexOf(message) >= heard);
    }
    expect(await dead.waitForClose()).toBe(1006);
    expect(sound.closeCode).toBeNull();
  });
});

describe("closing", () => {
  it("says goodbye to every client and cuts off the one that does not answer", async () => {
    const sound = await connect();
    const silent = await connect();
    silent.socket.pause();
    await hub.close();
    expect(hub.recipientIds).toEqual([]);
    expect(await sound.waitForClose()).toBe(1001);
  });
});

describe("many recipients", () => {
  it("are looked after in one query, however often they are woken", async () => {
    const ids = Array.from({ length: 60 }, () => String(new Types.ObjectId()));
    const sockets = await Promise.all(ids.map((id) => connect(id)));
    for (const id of ids) await notify(test.app, { id }, 1);
    let finds = 0;
    test.app.connection.set("debug", (collection: string, method: string) => {
      if (collection === "notifications" && method === "find") finds += 1;
    });
    for (const _ of [1, 2, 3, 4, 5]) hub.wakeAll();
    await Promise.all(sockets.map((socket) => socket.waitForSeqs([1])));
    test.app.connection.set("debug", false);
    expect(finds).toBeGreaterThan(0);
    expect(finds).toBeLessThanOrEqual(2);
  });

  it("get all of a backlog that takes several reads", async () => {
    const ids = [String(new Types.ObjectId()), String(new Types.ObjectId())];
    const sockets = await Promise.all(ids.map((id) => connect(id)));
    const seqs = Array.from({ length: 400 }, (_, index) => index + 1);
    for (const id of ids) await Promise.all(seqs.map((seq) => notify(test.app, { id }, seq)));
    hub.wakeAll();
    await Promise.all(sockets.map((socket) => socket.waitForSeqs(seqs)));
  });
});

describe("hints", () => {
  it("of many readings at once come as one", async () => {
    const id = String(new Types.ObjectId());
    const tab = await connect(id);
    for (const notificationId of ["a", "b", "c"]) hub.hint(id, "notification", notificationId);
    await tab.waitFor(({ type }) => type === "changed");
    hub.hint(id, "pairing", "d");
    await tab.waitFor((message) => message.type === "changed" && message.kind === "pairing");
    expect(tab.messages.filter(({ type }) => type === "changed")).toEqual([
      { type: "changed", kind: "notification", id: "c" },
      { type: "changed", kind: "pairing", id: "d" },
    ]);
  });
});
