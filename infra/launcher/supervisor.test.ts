import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { startChild } from "./child-process.ts";
import { Supervisor, type SupervisorEvent } from "./supervisor.ts";

const READY = `process.send({ type: "ready", url: "pid:" + process.pid });`;
const STAYS = "setInterval(() => {}, 1000);";
const LEAVES_ON_SIGTERM = `process.on("SIGTERM", () => process.exit(0));`;
const LEAVES_WITH_PARENT = `process.on("disconnect", () => process.exit(0));`;

let events: SupervisorEvent[];
let supervisor: Supervisor;

beforeEach(() => {
  events = [];
  supervisor = new Supervisor({
    stopGraceMs: 500,
    firstRestartDelayMs: 10,
    maxRestartDelayMs: 80,
    soundAfterMs: 60_000,
    onEvent: (event) => events.push(event),
  });
});
afterEach(() => supervisor.stopAll());

const script = (name: string, ...code: string[]) => ({
  name,
  args: ["-e", code.join("\n")],
  env: process.env,
});
const eventsOf = (type: SupervisorEvent["type"]) => events.filter((event) => event.type === type);
const isRunning = (pid: number) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};
const pidOf = (url: string) => Number(url.slice("pid:".length));
/** A process whose parent is gone stays in the process table until init collects it, which may take seconds. */
const waitUntilGone = (pid: number) =>
  vi.waitFor(() => expect(isRunning(pid)).toBe(false), { timeout: 30_000 });

it("resolves with the URL a process tells when it is ready", async () => {
  const url = await supervisor.startUntilReady(script("server", READY, STAYS));
  expect(isRunning(pidOf(url))).toBe(true);
});

it("gives up a process that ends before it is ready, with what it wrote to stderr", async () => {
  const start = supervisor.startUntilReady(script("broken", `console.error("no disk"); process.exit(3);`));
  await expect(start).rejects.toThrow(/broken ended before it was ready \(exit code 3\)\nno disk/);
  expect(eventsOf("restarted")).toEqual([]);
});

it("restarts a process that was killed", async () => {
  const first = pidOf(await supervisor.startUntilReady(script("server", READY, STAYS)));
  process.kill(first, "SIGKILL");
  await vi.waitFor(() => expect(eventsOf("restarted")).toHaveLength(1));
  expect(eventsOf("died")).toMatchObject([{ name: "server", pid: first, exit: { signal: "SIGKILL" } }]);
  const [restarted] = eventsOf("restarted") as { pid: number }[];
  expect(isRunning(restarted!.pid)).toBe(true);
  expect(isRunning(first)).toBe(false);
});

it("waits longer before each restart, up to the limit", async () => {
  supervisor.start(script("crashing", "process.exit(1);"));
  await vi.waitFor(() => expect(eventsOf("died").length).toBeGreaterThanOrEqual(5), { timeout: 20_000 });
  const delays = (eventsOf("died") as { restartInMs: number }[]).map(({ restartInMs }) => restartInMs);
  expect(delays.slice(0, 5)).toEqual([10, 20, 40, 80, 80]);
});

it("stops the last one started first and restarts none of them", async () => {
  const pids: number[] = [];
  for (const name of ["store", "search", "api"]) {
    pids.push(pidOf(await supervisor.startUntilReady(script(name, LEAVES_ON_SIGTERM, READY, STAYS))));
  }
  await supervisor.stopAll();
  expect(eventsOf("stopped").map(({ name }) => name)).toEqual(["api", "search", "store"]);
  expect(eventsOf("died")).toEqual([]);
  expect(pids.map(isRunning)).toEqual([false, false, false]);
});

it("kills what does not heed SIGTERM, together with what that had started", async () => {
  const startsGrandchild = `
    process.on("SIGTERM", () => {});
    const { spawn } = require("node:child_process");
    const grandchild = spawn(process.execPath, ["-e", "process.on('SIGTERM', () => {}); setInterval(() => {}, 1000)"]);
    process.send({ type: "ready", url: "pid:" + grandchild.pid });
  `;
  const grandchild = pidOf(await supervisor.startUntilReady(script("stubborn", startsGrandchild, STAYS)));
  await supervisor.stopAll();
  expect(eventsOf("stopped")).toMatchObject([{ name: "stubborn", exit: { signal: "SIGKILL" } }]);
  await waitUntilGone(grandchild);
});

it("stops a process that is waiting for its restart", async () => {
  supervisor.start(script("crashing", "process.exit(1);"));
  await vi.waitFor(() => expect(eventsOf("died").length).toBeGreaterThanOrEqual(1));
  await supervisor.stopAll();
  const { length } = events;
  expect(events[length - 1]).toMatchObject({ type: "stopped", name: "crashing" });
  expect(() => supervisor.start(script("late", STAYS))).toThrow("late is not started");
});

it("replaces a process on request without calling it dead", async () => {
  const first = pidOf(await supervisor.startUntilReady(script("api", LEAVES_ON_SIGTERM, READY, STAYS)));
  await supervisor.restart("api");
  expect(isRunning(first)).toBe(false);
  expect(eventsOf("died")).toEqual([]);
  expect(eventsOf("started")).toHaveLength(2);
});

it("leaves no orphan when the parent itself is killed, where the child leaves with its parent", async () => {
  const childCode = JSON.stringify([LEAVES_WITH_PARENT, READY, STAYS].join("\n"));
  const parentCode = `
    const { spawn } = require("node:child_process");
    const child = spawn(process.execPath, ["-e", ${childCode}], { stdio: ["ignore", "ignore", "ignore", "ipc"], detached: true });
    child.on("message", (message) => process.send(message));
  `;
  const parent = startChild(script("parent", parentCode, STAYS));
  const childPid = pidOf(await parent.ready);
  process.kill(parent.pid, "SIGKILL");
  await waitUntilGone(childPid);
});
