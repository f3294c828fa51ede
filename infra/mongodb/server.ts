import { once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";
import type { EmbeddedOptions, EmbeddedServer } from "../embedded-cli.ts";
import { ChangeLog } from "./change-log.ts";
import { answerCommand } from "./commands/answer.ts";
import type { ServerState } from "./commands/command.ts";
import { Cursors } from "./cursors.ts";
import { startExpiry } from "./expiry.ts";
import { Catalog } from "./storage/catalog.ts";
import { Store } from "./storage/store.ts";
import { serveConnection } from "./wire/connection.ts";

const MAX_CONNECTIONS = 1000;

/** Starts a MongoDB server on loopback over one data folder. Throws when the folder's store cannot be read. */
export async function startMongodb({ port, dataDir }: EmbeddedOptions): Promise<EmbeddedServer> {
  const store = new Store(dataDir);
  try {
    return await serve(store, port);
  } catch (error) {
    await store.close();
    throw error;
  }
}

async function serve(store: Store, port: number): Promise<EmbeddedServer> {
  const state: ServerState = {
    catalog: await Catalog.load(store),
    cursors: new Cursors(),
    changes: new ChangeLog(),
    startedAt: new Date(),
  };
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
    void serveConnection(socket, (body) => answerCommand(body, state));
  });
  server.maxConnections = MAX_CONNECTIONS;
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  const stopExpiry = startExpiry(state);
  return {
    url: `mongodb://127.0.0.1:${(server.address() as AddressInfo).port}/?directConnection=true`,
    async close() {
      stopExpiry();
      state.cursors.close();
      const closed = once(server, "close");
      server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
      await store.close();
    },
  };
}
