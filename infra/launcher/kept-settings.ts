import { generateKeyPairSync, randomBytes } from "node:crypto";
import { readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import getPort from "get-port";

const EMBEDDED_SERVERS = ["mongodb", "meilisearch", "embeddings"] as const;

/** What the launcher decides once for a data folder and keeps there, readable by its owner only. */
export interface KeptSettings {
  meiliMasterKey: string;
  /** PEM of the Ed25519 key that certificates are signed with. */
  certificatePrivateKey: string;
  /** Loopback ports of the embedded servers. */
  ports: Record<(typeof EMBEDDED_SERVERS)[number], number>;
}

const FILE = "launcher.json";

/**
 * Reads the settings kept in a data folder, making them on the first start. A server keeps the port it had
 * before, unless somebody else has taken that since.
 */
export async function openKeptSettings(dataDir: string): Promise<KeptSettings> {
  const path = join(dataDir, FILE);
  const kept = await readKeptSettings(dataDir);
  const ports: Partial<KeptSettings["ports"]> = {};
  for (const name of EMBEDDED_SERVERS) {
    ports[name] = await getPort({ port: kept?.ports[name] ?? 0, host: "127.0.0.1", reserve: true });
  }
  const settings: KeptSettings = {
    meiliMasterKey: kept?.meiliMasterKey ?? randomBytes(24).toString("base64url"),
    certificatePrivateKey: kept?.certificatePrivateKey ?? createCertificateKey(),
    ports: ports as KeptSettings["ports"],
  };
  const partial = `${path}.partial`;
  await writeFile(partial, `${JSON.stringify(settings, null, 2)}\n`, { mode: 0o600 });
  await rename(partial, path);
  return settings;
}

function createCertificateKey(): string {
  return generateKeyPairSync("ed25519").privateKey.export({ type: "pkcs8", format: "pem" }).toString();
}

/** Reads the settings of a data folder; `null` where no market has been started in it. */
export async function readKeptSettings(dataDir: string): Promise<KeptSettings | null> {
  const path = join(dataDir, FILE);
  try {
    return JSON.parse(await readFile(path, "utf8")) as KeptSettings;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw new Error(`${path} cannot be read: ${(error as Error).message}`);
  }
}
