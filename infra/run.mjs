// The door to every npm script: plain JavaScript, because nothing is installed yet on a fresh clone.
// It installs what package-lock.json names, where node_modules does not hold it yet, then runs a
// TypeScript file in this same process, so that a signal sent to npm reaches the program itself and not a
// shell between.
import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "..");
const [major, minor] = process.versions.node.split(".").map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Node ${process.versions.node} is too old: Node 20.19 or newer is needed.`);
  process.exit(1);
}

if (!isInstalled()) {
  console.log("› Installing packages (npm ci), about half a minute …");
  const exitCode = await installPackages();
  if (exitCode !== 0) process.exit(exitCode);
}

const [script, ...args] = process.argv.slice(2);
const scriptPath = join(root, script);
process.argv = [process.argv[0], scriptPath, ...args];
const { register } = await import("tsx/esm/api");
register();
await import(pathToFileURL(scriptPath).href);

/** A signal to this process ends the installation too; the next start does it over. */
function installPackages() {
  const npm = spawn("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"], {
    cwd: root,
    stdio: "inherit",
  });
  const forward = (signal) => npm.kill(signal);
  process.on("SIGINT", forward);
  process.on("SIGTERM", forward);
  return new Promise((resolveExit, reject) => {
    npm.once("error", reject);
    npm.once("close", (code) => {
      process.off("SIGINT", forward);
      process.off("SIGTERM", forward);
      resolveExit(code ?? 1);
    });
  });
}

/** npm itself keeps what it has installed in a hidden lock file: whatever the lock names must stand there, same version. */
function isInstalled() {
  const hiddenLock = join(root, "node_modules", ".package-lock.json");
  if (!existsSync(hiddenLock)) return false;
  const wanted = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")).packages;
  const installed = JSON.parse(readFileSync(hiddenLock, "utf8")).packages;
  return Object.entries(wanted).every(
    ([path, { version, optional }]) => path === "" || optional || installed[path]?.version === version,
  );
}
