import type { AddressInfo } from "node:net";
import { type WebSocket, WebSocketServer } from "ws";

/**
 * A bare `ws` server: each socket says by its path who it is, and what comes as `{ to, message }` on the socket of
 * path `/source` is sent on to whom it is for. What the machine can do at most.
 */
const socketByName = new Map<string, WebSocket>();
const server = new WebSocketServer({ host: "127.0.0.1", port: 0 });
server.on("connection", (socket, request) => {
  const name = request.url ?? "/";
  socketByName.set(name, socket);
  socket.send("{}");
  if (name !== "/source") return;
  socket.on("message", (data) => {
    const { to, message } = JSON.parse(String(data)) as { to: string; message: unknown };
    socketByName.get(to)?.send(JSON.stringify(message));
  });
});
server.on("listening", () => {
  const { port } = server.address() as AddressInfo;
  process.send?.({ type: "ready", url: `http://127.0.0.1:${port}` });
});
process.on("SIGTERM", () => process.exit(0));
process.on("disconnect", () => process.exit(0));
