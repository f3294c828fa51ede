import { parseArgs } from "node:util";
import { DataDirLockedError, lockDataDir } from "./launcher/data-lock.ts";

/** An embedded server that is listening. `close` stops accepting, finishes what is acknowledged, and frees the port. */
export interface EmbeddedServer {
  url: string;
  close(): Promise<void>;
}

export interface EmbeddedOptions {
  /** TCP port on loopback; 0 picks a free one. */
  port: number;
  /** Folder that holds everything the server keeps; created when missing. */
  dataDir: string;
}

/**
 * Runs one embedded server as a process of its own: `--port N --data DIR`.
 * Tells a parent process its URL over IPC, and leaves when the parent does (a killed launcher leaves no orphan).
 */
export async function runEmbedded(
  name: string,
  defaultPort: number,
  start: (options: EmbeddedOptions) => Promise<EmbeddedServer>,
): Promise<void> {
  const { values } = parseArgs({
    options: { port: { type: "string" }, data: { type: "string" } },
    strict: true,
  });
  const port = values.port === undefined ? defaultPort : Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65535) {
    throw new Error(`--port must be a whole number from 0 to 65535, got "${values.port}"`);
  }
  const dataDir = values.data ?? `.data/${name}`;
  let unlock = async () => {};
  let server: EmbeddedServer;
  try {
    unlock = await lockDataDir(dataDir, { name, remedy: "choose another folder with --data" });
    server = await start({ port, dataDir });
  } catch (error) {
    await unlock();
    const isPortTaken = (error as NodeJS.ErrnoException).code === "EADDRINUSE";
    if (isPortTaken) console.error(`port ${port} is taken: choose another with --port`);
    else console.error(error instanceof DataDirLockedError ? error.message : error);
    process.exit(1);
  }

  let isClosing = false;
  const stop = () => {
    if (isClosing) return;
    isClosing = true;
    server
      .close()
      .then(unlock)
      .then(
        () => process.exit(0),
        (error: Error) => {
          console.error(error);
          process.exit(1);
        },
      );
  };
  process.on("SIGINT", stop);
  process.on("SIGTERM", stop);
  process.on("disconnect", stop);

  if (process.send) process.send({ type: "ready", url: server.url });
  else console.log(`${name} listens on ${server.url}`);
}
