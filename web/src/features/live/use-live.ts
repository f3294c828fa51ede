import type { Notification } from "@market/shared";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useEffectEvent } from "react";
import { sessionQuery } from "../../app/session.ts";
import { newestNotificationsQuery } from "../notification/notification-api.ts";
import { createLiveCache } from "./live-cache.ts";
import { openLiveConnection } from "./live-connection.ts";
import { setLiveState } from "./live-state.ts";

/**
 * Holds this tab's one live socket for as long as the calling component stands. `onArrival` hears of each
 * notification as it happens, and not of those that a reconnect replays: they are in the list already.
 */
export function useLive(onArrival: (notification: Notification) => void): void {
  const queryClient = useQueryClient();
  const tellArrival = useEffectEvent(onArrival);

  useEffect(() => {
    const cache = createLiveCache(queryClient);
    let newestId: string | null = null;
    let openedAt = new Date().toISOString();

    const close = openLiveConnection({
      onState: setLiveState,
      onReconnected: () => {
        openedAt = new Date().toISOString();
        cache.refreshAll();
      },
      onLost: () => void queryClient.invalidateQueries({ queryKey: sessionQuery.queryKey }),
      lastNotificationId: () =>
        newestId ?? queryClient.getQueryData(newestNotificationsQuery.queryKey)?.items[0]?.id ?? null,
      onMessage: (message) => {
        cache.receive(message);
        if (message.type !== "notification") return;
        newestId = message.notification.id;
        if (message.notification.at >= openedAt) tellArrival(message.notification);
      },
    });
    return () => {
      close();
      cache.stop();
      setLiveState("connecting");
    };
  }, [queryClient]);
}
