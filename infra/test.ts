// What `npm test` runs: the checks, the web build, and every test. Arguments go to vitest; with arguments
// only the tests they name are run, without the checks.
import { spawn } from "node:child_process";
import { join, resolve } from "node:path";
import { findBrowser } from "./test/find-browser.ts";

const repositoryRoot = resolve(import.meta.dirname, "..");
const vitestArgs = process.argv.slice(2);
const browser = findBrowser(process.env);
const env: NodeJS.ProcessEnv = {
  ...process.env,
  TURBO_TELEMETRY_DISABLED: "1",
  TURBO_NO_UPDATE_NOTIFIER: "1",
  ...(browser && { CHROME_PATH: browser }),
};

const checks =
  vitestArgs.length > 0
    ? []
    : [
        { title: "Types", command: ["turbo", "run", "typecheck", "--output-logs=errors-only"] },
        { title: "Lint and format", command: ["biome", "check", "."] },
        { title: "Unused code", command: ["knip"] },
      ];
const isProjectChosen = vitestArgs.some((arg) => arg.startsWith("--project"));
const withoutBrowser = browser || isProjectChosen ? [] : ["--project=!e2e"];
const steps = [
  ...checks,
  { title: "Web build", command: ["turbo", "run", "build", "--output-logs=new-only"] },
  { title: "Tests", command: ["vitest", "run", ...withoutBrowser, ...vitestArgs] },
];

const failedTitles: string[] = [];
for (const { title, command } of steps) {
  console.log(`› ${title}: ${command.join(" ")}`);
  if ((await run(command)) !== 0) failedTitles.push(title);
}

console.log("");
if (failedTitles.length > 0) console.log(`✗ Failed: ${failedTitles.join(", ")}`);
else console.log("✓ Everything passed");
if (!browser) {
  console.log("! No Chromium or Chrome was found: THE JOURNEY IN THE BROWSER (project e2e) WAS LEFT OUT.");
  console.log("! To run it: apt-get install chromium, or set CHROME_PATH to the browser's program.");
}
process.exit(failedTitles.length > 0 ? 1 : 0);

/** Runs a tool of ours to its end and resolves with its exit code; a signal ends the tool and then this process. */
function run([tool, ...args]: string[]): Promise<number> {
  const child = spawn(join(repositoryRoot, "node_modules", ".bin", tool!), args, {
    cwd: repositoryRoot,
    env,
    stdio: "inherit",
  });
  const forward = (signal: NodeJS.Signals) => child.kill(signal);
  process.on("SIGINT", forward);
  process.on("SIGTERM", forward);
  return new Promise((resolveExit, reject) => {
    child.once("error", reject);
    child.once("close", (code, signal) => {
      process.off("SIGINT", forward);
      process.off("SIGTERM", forward);
      if (signal === "SIGINT" || signal === "SIGTERM") process.exit(1);
      resolveExit(code ?? 1);
    });
  });
}
