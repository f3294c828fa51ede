import { once } from "node:events";
import type { Socket } from "node:net";
import mongoose from "mongoose";
import { describe, expect, it } from "vitest";
import { useWireTarget } from "../conformance.ts";

const { serialize } = mongoose.mongo.BSON;

const target = useWireTarget();

async function rawSocket(): Promise<Socket> {
  const socket = target.openSocket();
  await once(socket, "connect");
  return socket;
}

function message(payload: Uint8Array, opcode = 2013, length = payload.length + 16): Buffer {
  const header = Buffer.alloc(16);
  header.writeInt32LE(length, 0);
  header.writeInt32LE(1, 4);
  header.writeInt32LE(opcode, 12);
  return Buffer.concat([header, payload]);
}

function command(body: Uint8Array, flags = 0): Buffer {
  const prefix = Buffer.alloc(5);
  prefix.writeUInt32LE(flags);
  return message(Buffer.concat([prefix, body]));
}

describe("a malformed message", () => {
  const ping = Buffer.from(serialize({ ping: 1, $db: "test" }));
  const cut = Buffer.from(ping);
  cut.writeInt32LE(ping.length + 100, 0);
  const malformed: Record<string, Buffer> = {
    "a negative length": message(Buffer.alloc(8), 2013, -5),
    "a length beyond the limit": message(Buffer.alloc(8), 2013, 0x7fffffff),
    "an unknown opcode": message(Buffer.alloc(8), 4711),
    "an unknown required flag": command(ping, 1 << 5),
    "a body larger than its message": command(cut),
    "no body": message(Buffer.alloc(4)),
    "an unknown section": message(Buffer.concat([Buffer.alloc(4), Buffer.from([9]), ping])),
    "an unnamed document sequence": message(Buffer.from([0, 0, 0, 0, 1, 9, 0, 0, 0, 65, 65, 65, 65, 65])),
  };

  it.each(Object.keys(malformed))("with %s closes its own connection only", async (name) => {
    const socket = await rawSocket();
    socket.on("error", () => {});
    socket.write(malformed[name]!);
    socket.resume();
    await once(socket, "close");
    expect(await target.client.db("test").command({ ping: 1 })).toMatchObject({ ok: 1 });
  });

  it("whose document is broken is answered with an error", async () => {
    const broken = Buffer.from(ping);
    broken[4] = 0x7e;
    const socket = await rawSocket();
    socket.write(command(broken));
    const [answer] = (await once(socket, "data")) as [Buffer];
    const reply = mongoose.mongo.BSON.deserialize(answer.subarray(21));
    expect(reply).toMatchObject({ ok: 0, code: 22, codeName: "InvalidBSON" });
    socket.destroy();
  });
});

describe("a message", () => {
  it("may arrive byte by byte, or several in one piece", async () => {
    const socket = await rawSocket();
    const ping = command(serialize({ ping: 1, $db: "test" }));
    for (const byte of ping) socket.write(Buffer.from([byte]));
    socket.write(Buffer.concat([ping, ping]));
    let received = 0;
    socket.on("data", (chunk) => {
      received += chunk.length;
    });
    await expect.poll(() => received).toBe(3 * 34);
    socket.destroy();
  });

  it("is taken only when the replies before it could be sent, and then answered", async () => {
    const body = "x".repeat(1024 * 1024);
    await target.client.db("test").collection("large").insertOne({ body });
    const find = command(serialize({ find: "large", comment: body, $db: "test" }));
    const count = 100;
    const socket = await rawSocket();
    for (let sent = 0; sent < count; sent++) socket.write(find);
    for (let asked = 0; asked < count; asked++) await target.client.db("test").command({ ping: 1 });
    expect(socket.writableLength).toBeGreaterThan(0);
    let received = 0;
    socket.on("data", (chunk) => {
      received += chunk.length;
    });
    await expect.poll(() => received, { timeout: 30_000 }).toBeGreaterThan(count * body.length);
    socket.destroy();
  });

  it("nested beyond 200 levels is refused by name", async () => {
    let document: object = {};
    for (let depth = 0; depth < 5000; depth++) document = { a: document };
    await expect(target.client.db("test").collection("deep").insertOne(document)).rejects.toMatchObject({
      code: 15,
    });
  });
});
