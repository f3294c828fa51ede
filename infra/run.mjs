// The door to every npm script: plain JavaScript, because nothing is installed yet on a fresh clone.
// It installs what package-lock.json names (once per lock file), then runs a TypeScript file in this
// same process, so that a signal sent to npm reaches the program itself and not a shell between.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "..");
const [major, minor] = process.versions.node.split(".").map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Node ${process.versions.node} is too old: Node 20.19 or newer is needed.`);
  process.exit(1);
}

const lockHash = createHash("sha256")
  .update(readFileSync(join(root, "package-lock.json")))
  .digest("hex");
const marker = join(root, "node_modules", ".installed-lock");
if (!existsSync(marker) || readFileSync(marker, "utf8") !== lockHash) {
  console.log("› Installing packages (npm ci) …");
  const installed = spawnSync("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"], {
    cwd: root,
    stdio: "inherit",
  });
  if (installed.status !== 0) process.exit(installed.status ?? 1);
  writeFileSync(marker, lockHash);
}

const [script, ...args] = process.argv.slice(2);
const scriptPath = join(root, script);
process.argv = [process.argv[0], scriptPath, ...args];
const { register } = await import("tsx/esm/api");
register();
await import(pathToFileURL(scriptPath).href);
