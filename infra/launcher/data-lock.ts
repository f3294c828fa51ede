import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

interface LockHolder {
  pid: number;
  /** When the kernel started that process; tells it from a later one with the same pid. `null` where unknown. */
  startedTicks: string | null;
}

/** Who takes a data folder, and what a second one could do instead: both for the message that refuses it. */
export interface LockOwner {
  /** Also the lock file's name, so that a launcher and the servers in its folder don't lock each other out. */
  name: string;
  remedy: string;
}

/** Another process of the same kind is using the data folder. */
export class DataDirLockedError extends Error {
  override readonly name = "DataDirLockedError";
}

/**
 * Takes a data folder for this process, so that no two of a kind ever write to one. A lock whose process is
 * gone, as after a power cut, is taken over.
 * @returns a function that gives it back.
 * @throws {DataDirLockedError} when a running process has it.
 */
export async function lockDataDir(
  dataDir: string,
  { name, remedy }: LockOwner,
): Promise<() => Promise<void>> {
  await mkdir(dataDir, { recursive: true });
  const path = join(dataDir, `${name}.lock`);
  const self: LockHolder = { pid: process.pid, startedTicks: await readStartedTicks(process.pid) };
  for (;;) {
    try {
      await writeFile(path, JSON.stringify(self), { flag: "wx" });
      return () => rm(path, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
    const holder = await readHolder(path);
    if (holder && (await isRunning(holder))) {
      throw new DataDirLockedError(
        `${dataDir} is in use by another ${name} (process ${holder.pid}): stop it, or ${remedy}`,
      );
    }
    await rm(path, { force: true });
  }
}

async function readHolder(path: string): Promise<LockHolder | null> {
  try {
    return JSON.parse(await readFile(path, "utf8")) as LockHolder;
  } catch {
    // Gone since, or cut off by a crash: either way nobody holds it.
    return null;
  }
}

async function isRunning({ pid, startedTicks }: LockHolder): Promise<boolean> {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EPERM") return false;
  }
  return (await readStartedTicks(pid)) === startedTicks;
}

/**
 * Field 22 of `/proc/<pid>/stat`, `null` for a process that has ended and waits for its parent to notice. The name
 * before it stands in brackets and may hold spaces.
 */
async function readStartedTicks(pid: number): Promise<string | null> {
  try {
    const stat = await readFile(`/proc/${pid}/stat`, "utf8");
    const [state, ...rest] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return state === "Z" ? null : (rest[18] ?? null);
  } catch {
    return null;
  }
}
