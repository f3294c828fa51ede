import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { DEMO_PASSWORD, demoAccounts } from "@market/api/demo-accounts";
import { ConfigError, type LauncherConfig, readConfig } from "./launcher/config.ts";
import { lockDataDir } from "./launcher/data-lock.ts";
import { Market } from "./launcher/market.ts";
import { createStepReport } from "./launcher/step-report.ts";

const print = (line: string) => console.log(line);

const { values: args } = parseArgs({ options: { dev: { type: "boolean", default: false } }, strict: true });
const config = readConfigOrExit();
const unlock = await lockDataDir(config.dataDir, {
  name: "launcher",
  remedy: "set DATA_DIR to another folder",
}).catch((error: Error) => fail(error.message));
const market = new Market({
  config,
  repositoryRoot: resolve(import.meta.dirname, ".."),
  isDev: args.dev,
  report: createStepReport(print),
  print,
});

let closing: Promise<void> | undefined;
const close = () => {
  closing ??= market.close().finally(unlock);
  return closing;
};
const stop = (signal: NodeJS.Signals) => {
  if (closing !== undefined) return;
  print(`${signal}: stopping …`);
  void close().then(() => {
    print("Everything is stopped.");
    process.exit(0);
  });
};
process.on("SIGINT", stop);
process.on("SIGTERM", stop);
process.on("SIGHUP", stop);

try {
  printWelcome(await market.open());
  await market.finishSample();
} catch (error) {
  // A step that was cut short by a signal fails too; the signal's own way out is under way then.
  if (closing === undefined) {
    await close();
    fail((error as Error).message);
  }
}

function readConfigOrExit(): LauncherConfig {
  try {
    return readConfig(process.env);
  } catch (error) {
    if (error instanceof ConfigError) return fail(error.message);
    throw error;
  }
}

function printWelcome(url: string): void {
  print("");
  print(`The market is open: ${url}`);
  print(`Logs: ${config.dataDir}/logs · Ctrl-C stops everything`);
  if (config.seed === "none") return;
  print(`Demo accounts, password ${DEMO_PASSWORD}:`);
  for (const { email, role } of demoAccounts) print(`  ${email.padEnd(26)}${role}`);
}

function fail(message: string): never {
  console.error(`✗ ${message}`);
  process.exit(1);
}
