import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { ChildLog } from "./child-log.ts";

let logDir: string;
let printed: string[];
beforeEach(async () => {
  logDir = await mkdtemp(join(tmpdir(), "child-log-"));
  printed = [];
});
afterEach(() => rm(logDir, { recursive: true, force: true }));

const open = (showAll = false) =>
  ChildLog.open(logDir, "api", { showAll, print: (line) => printed.push(line) });
const readRecords = async () =>
  (await readFile(join(logDir, "api.log"), "utf8"))
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));

const INFO = '{"level":30,"msg":"request completed","reqId":"r1"}';
const WARNING = '{"level":40,"msg":"slow socket"}';
const ERROR =
  '{"level":50,"msg":"request failed","reqId":"r2","req":{"method":"GET","url":"/api/demands"},"err":{"message":"no store"}}';

it("keeps every line as a JSON record and shows warnings and errors only", async () => {
  const log = await open();
  log.write(INFO, "stdout");
  log.write(WARNING, "stdout");
  log.write(ERROR, "stdout");
  log.write("listening", "stdout");
  await log.close();
  expect((await readRecords()).map(({ msg }) => msg)).toEqual([
    "request completed",
    "slow socket",
    "request failed",
    "listening",
  ]);
  expect(printed).toEqual([
    "api: warning slow socket",
    "api: ERROR request failed (GET /api/demands, no store, request r2)",
  ]);
});

it("shows what is written to stderr, as a crash leaves it there", async () => {
  const log = await open();
  log.write("TypeError: x is not a function", "stderr");
  await log.close();
  expect(printed).toEqual(["api: TypeError: x is not a function"]);
  expect(await readRecords()).toMatchObject([
    { name: "api", stream: "stderr", msg: "TypeError: x is not a function" },
  ]);
});

it("shows everything when asked to", async () => {
  const log = await open(true);
  log.write(INFO, "stdout");
  log.write("listening", "stdout");
  await log.close();
  expect(printed).toEqual(["api: request completed (request r1)", "api: listening"]);
});

it("counts what is said again and again instead of showing it", async () => {
  const log = await open();
  for (let i = 0; i < 4; i += 1) log.write(WARNING, "stdout");
  log.write(ERROR, "stdout");
  await log.close();
  expect(await readRecords()).toHaveLength(5);
  expect(printed).toEqual([
    "api: warning slow socket",
    "api: (3 times more)",
    "api: ERROR request failed (GET /api/demands, no store, request r2)",
  ]);
});

it("appends across starts, and begins a new file once the old one is large", async () => {
  const path = join(logDir, "api.log");
  await writeFile(path, `${INFO}\n`);
  const second = await open();
  second.write(WARNING, "stdout");
  await second.close();
  expect(await readRecords()).toHaveLength(2);

  await writeFile(path, "x".repeat(11 * 1024 * 1024));
  const third = await open();
  third.write(WARNING, "stdout");
  await third.close();
  expect(await readRecords()).toHaveLength(1);
  expect(await readdir(logDir)).toEqual(["api.log", "api.previous.log"]);
});
