import type { LiveClientMessage, LiveServerMessage } from "@market/shared";
import type { LiveState } from "./live-state.ts";
import { reconnectDelayMs } from "./reconnect-delay.ts";

const LIVE_PATH = "/api/live";

interface LiveConnectionOptions {
  onMessage: (message: LiveServerMessage) => void;
  onState: (state: LiveState) => void;
  /** The socket stands again after a break: what was not told as a notification may have changed meanwhile. */
  onReconnected: () => void;
  /** The socket was refused or lost: the session may have ended. */
  onLost: () => void;
  /** Id of the newest notification that this tab knows, to resume after; `null` asks for all unread. */
  lastNotificationId: () => string | null;
}

/**
 * Keeps one socket to the server open until it is told to stop: reconnects with growing delays, at once when the
 * network comes back, and asks for what was missed.
 */
export function openLiveConnection(options: LiveConnectionOptions): () => void {
  let socket: WebSocket | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let attempt = 0;
  let wasOnline = false;
  let isStopped = false;

  function connect(): void {
    clearTimeout(timer);
    const scheme = window.location.protocol === "https:" ? "wss:" : "ws:";
    const opened = new WebSocket(`${scheme}//${window.location.host}${LIVE_PATH}`);
    socket = opened;
    opened.addEventListener("message", (event: MessageEvent<string>) => {
      receive(opened, JSON.parse(event.data) as LiveServerMessage);
    });
    opened.addEventListener("close", () => {
      if (opened === socket) reconnectLater();
    });
  }

  function receive(from: WebSocket, message: LiveServerMessage): void {
    if (message.type === "hello") {
      attempt = 0;
      options.onState("online");
      if (wasOnline) {
        const resume: LiveClientMessage = { type: "resume", after: options.lastNotificationId() };
        from.send(JSON.stringify(resume));
        options.onReconnected();
      }
      wasOnline = true;
    }
    options.onMessage(message);
  }

  function reconnectLater(): void {
    socket = null;
    if (isStopped) return;
    options.onState(navigator.onLine ? "reconnecting" : "offline");
    options.onLost();
    timer = setTimeout(connect, reconnectDelayMs(attempt, Math.random()));
    attempt += 1;
  }

  function connectAtOnce(): void {
    if (socket !== null) return;
    attempt = 0;
    connect();
  }

  function noteOffline(): void {
    options.onState("offline");
    // A dead network does not close sockets for minutes; closing it here makes the return prompt.
    socket?.close();
  }

  window.addEventListener("online", connectAtOnce);
  window.addEventListener("offline", noteOffline);
  connect();

  return () => {
    isStopped = true;
    clearTimeout(timer);
    window.removeEventListener("online", connectAtOnce);
    window.removeEventListener("offline", noteOffline);
    socket?.close();
  };
}
