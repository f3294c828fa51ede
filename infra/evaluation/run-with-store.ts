// Runs a program of the indexer's on a market's own store: the one at MONGODB_URI, or the embedded one of its data
// folder, which is started where the market is not running. The same for the embedding server.
import { once } from "node:events";
import { connect } from "node:net";
import { join, resolve } from "node:path";
import { readKeptSettings } from "../launcher/kept-settings.ts";
import { ensureKeptModel } from "../test/kept-model.ts";
import { EmbeddedServers, runProgram } from "./programs.ts";

const DATABASE = "market";
const repositoryRoot = resolve(import.meta.dirname, "../..");

/** @param script of the repository, from its root; this process takes its exit code */
export async function runWithStore(script: string): Promise<void> {
  const { env } = process;
  const dataDir = resolve(env.DATA_DIR || join(repositoryRoot, ".data"));
  const settings = await readKeptSettings(dataDir);
  const servers = new EmbeddedServers(dataDir);

  /** The address at which the market's own server listens, or that of one started for this program. */
  const reach = async (
    name: "mongodb" | "embeddings",
    addressAt: (port: number) => string,
    serverEnv: () => Promise<NodeJS.ProcessEnv>,
  ): Promise<string> => {
    const port = settings?.ports[name];
    if (port !== undefined && (await isListening(port))) return addressAt(port);
    return servers.start(name, await serverEnv());
  };

  try {
    const mongodbUri =
      env.MONGODB_URI ??
      withDatabase(
        await reach(
          "mongodb",
          (port) => `mongodb://127.0.0.1:${port}/?directConnection=true`,
          async () => ({}),
        ),
      );
    const openaiBaseUrl =
      env.OPENAI_BASE_URL ??
      (await reach(
        "embeddings",
        (port) => `http://127.0.0.1:${port}/v1`,
        async () => ({ EMBEDDING_MODEL_DIR: await ensureKeptModel(console.error) }),
      ));
    await runProgram(script, [], { ...env, MONGODB_URI: mongodbUri, OPENAI_BASE_URL: openaiBaseUrl });
  } finally {
    await servers.stop();
  }
}

function withDatabase(uri: string): string {
  const url = new URL(uri);
  if (url.pathname.length <= 1) url.pathname = `/${DATABASE}`;
  return url.href;
}

/** Whether somebody listens on a loopback port. */
async function isListening(port: number): Promise<boolean> {
  const socket = connect(port, "127.0.0.1");
  try {
    await once(socket, "connect");
    return true;
  } catch {
    // Refused: nobody does, which is an answer.
    return false;
  } finally {
    socket.destroy();
  }
}
