import { randomBytes } from "node:crypto";
import { readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import getPort from "get-port";

interface SettingsFile {
  meiliMasterKey: string;
  ports: Record<string, number>;
}

/** What the launcher decides once for a data folder and keeps there, readable by its owner only. */
export interface KeptSettings {
  meiliMasterKey: string;
  /** A loopback port for a server: the one it had before, unless somebody else has taken that since. */
  choosePort(name: string): Promise<number>;
}

const FILE = "launcher.json";

/** Reads the settings kept in a data folder, making them on the first start. */
export async function openKeptSettings(dataDir: string): Promise<KeptSettings> {
  const path = join(dataDir, FILE);
  const settings: SettingsFile = (await readSettings(path)) ?? {
    meiliMasterKey: randomBytes(24).toString("base64url"),
    ports: {},
  };
  const save = async () => {
    const partial = `${path}.partial`;
    await writeFile(partial, `${JSON.stringify(settings, null, 2)}\n`, { mode: 0o600 });
    await rename(partial, path);
  };
  await save();

  return {
    meiliMasterKey: settings.meiliMasterKey,
    async choosePort(name) {
      const port = await getPort({ port: settings.ports[name] ?? 0, host: "127.0.0.1", reserve: true });
      settings.ports[name] = port;
      await save();
      return port;
    },
  };
}

async function readSettings(path: string): Promise<SettingsFile | null> {
  try {
    return JSON.parse(await readFile(path, "utf8")) as SettingsFile;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw new Error(`${path} cannot be read: ${(error as Error).message}`);
  }
}
