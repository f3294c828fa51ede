import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, expect, it } from "vitest";
import { describeFaults, waitUntilReady } from "./ready-probe.ts";

const OK = { status: "ok", dependencies: [{ name: "mongodb", state: "ok", detail: "" }] };
const DOWN = { status: "down", dependencies: [{ name: "mongodb", state: "down", detail: "no answer" }] };

let answers: object[];
let server: Server;
beforeEach(async () => {
  server = createServer((_request, response) => {
    const answer = answers.length > 1 ? answers.shift()! : answers[0]!;
    response.writeHead(answer === DOWN ? 503 : 200, { "content-type": "application/json" });
    response.end(JSON.stringify(answer));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

const probe = (timeoutMs: number, signal = new AbortController().signal) =>
  waitUntilReady(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, timeoutMs, signal);

it("waits until everything is there", async () => {
  answers = [DOWN, DOWN, OK];
  expect(await probe(30_000)).toEqual(OK);
});

it("gives up after its time with what is missing", async () => {
  answers = [DOWN];
  await expect(probe(300)).rejects.toThrow(/is not ready after 0.3 s: mongodb is down: no answer/);
});

it("stops waiting when it is told to", async () => {
  answers = [DOWN];
  const stop = new AbortController();
  const waiting = probe(30_000, stop.signal);
  stop.abort(new Error("the market is being stopped"));
  await expect(waiting).rejects.toThrow();
});

it("has a line for each dependency that is not as it should be", () => {
  expect(
    describeFaults({
      status: "degraded",
      dependencies: [
        { name: "mongodb", state: "ok", detail: "" },
        { name: "meilisearch", state: "degraded", detail: "nothing indexed yet" },
        { name: "embeddings", state: "down", detail: "" },
      ],
    }),
  ).toEqual(["meilisearch is degraded: nothing indexed yet", "embeddings is down"]);
});
