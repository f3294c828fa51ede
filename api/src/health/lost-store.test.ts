import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net";
import { afterAll, beforeAll, describe, expect, inject, it, vi } from "vitest";
import { buildTestApp, type TestApp } from "../test/build-test-app.ts";
import { createPerson, type Person } from "../test/people.ts";

/** A line to the store that can be cut, or left open with nothing coming through. */
class Line {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  #isSilent = false;
  #isCut = false;

  constructor(target: URL) {
    this.#server = createServer((near) => {
      if (this.#isCut) return near.resetAndDestroy();
      const far = connect(Number(target.port), target.hostname);
      for (const [from, to] of [
        [near, far],
        [far, near],
      ] as const) {
        this.#sockets.add(from);
        from.on("data", (bytes) => {
          if (!this.#isSilent) to.write(bytes);
        });
        from.on("error", () => to.destroy());
        from.on("close", () => to.destroy());
      }
    });
  }

  async open(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
    return `mongodb://127.0.0.1:${(this.#server.address() as AddressInfo).port}/?directConnection=true`;
  }

  silence(): void {
    this.#isSilent = true;
  }

  cut(): void {
    this.#isCut = true;
    this.#reset();
  }

  restore(): void {
    this.#isSilent = false;
    this.#isCut = false;
    this.#reset();
  }

  close(): void {
    this.cut();
    this.#server.close();
  }

  #reset(): void {
    for (const socket of this.#sockets) socket.resetAndDestroy();
    this.#sockets.clear();
  }
}

describe("with the store lost after the start", () => {
  let line: Line;
  let test: TestApp;
  let person: Person;
  beforeAll(async () => {
    line = new Line(new URL(inject("mongodbUri")));
    test = await buildTestApp({ mongodbUri: await line.open() });
    person = await createPerson(test.app, "enterprise");
  });
  afterAll(async () => {
    line.restore();
    await test.close();
    line.close();
  });

  const statusesNow = async () => {
    const [health, ready, me, list] = await Promise.all([
      person.get("/health"),
      person.get("/ready"),
      person.get("/api/auth/me"),
      test.app.inject("/api/results"),
    ]);
    return { health, ready, me, list };
  };

  it("says that it is down and why, without waiting for a silent store", async () => {
    line.silence();
    const ready = await person.get("/ready");
    expect(ready.statusCode).toBe(503);
    expect(ready.json()).toMatchObject({
      status: "down",
      dependencies: expect.arrayContaining([
        { name: "mongodb", state: "down", detail: expect.stringContaining("no answer") },
      ]),
    });
  });

  it("answers 503 to everything that needs the store, and stays alive", async () => {
    line.cut();
    const { health, ready, me, list } = await statusesNow();
    expect(health.statusCode).toBe(200);
    expect(ready.statusCode).toBe(503);
    expect(ready.json().status).toBe("down");
    for (const answer of [me, list]) {
      expect(answer.json()).toMatchObject({ status: 503, code: "store.unavailable" });
      expect(answer.headers["retry-after"]).toBeDefined();
    }
  });

  it("works again by itself when the store is back", async () => {
    line.restore();
    await vi.waitFor(
      async () => {
        const { ready, me, list } = await statusesNow();
        expect([ready.statusCode, me.statusCode, list.statusCode]).toEqual([200, 200, 200]);
      },
      { timeout: 30_000, interval: 200 },
    );
  });
});
