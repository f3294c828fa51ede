import type { LiveServerMessage, Notification } from "@market/shared";
import type { QueryClient } from "@tanstack/react-query";
import { addToNewest, newestNotificationsQuery, notificationsKey } from "../notification/notification-api.ts";

const REFRESH_DELAY_MS = 250;

/** Which cached lists and records an act on a subject touches, by the first part of their query keys. */
const touchedBy: Record<string, readonly string[]> = {
  pairing: ["pairings", "messages"],
  message: ["messages"],
  contract: ["contracts", "pairings", "turnover"],
  demand: ["demands"],
  result: ["results", "selection"],
  selection: ["selection"],
  notification: [notificationsKey],
};

/**
 * Brings the query cache up to what the socket tells. A message is a hint and REST the truth: what it touches is
 * fetched again, many messages within a moment leading to one fetch, and only queries on screen being fetched at once.
 */
export function createLiveCache(queryClient: QueryClient) {
  const touched = new Set<string>();
  let timer: ReturnType<typeof setTimeout> | undefined;

  function refresh(keys: readonly string[]): void {
    for (const key of keys) touched.add(key);
    timer ??= setTimeout(() => {
      timer = undefined;
      for (const key of touched) void queryClient.invalidateQueries({ queryKey: [key] });
      touched.clear();
    }, REFRESH_DELAY_MS);
  }

  function receive(message: LiveServerMessage): void {
    switch (message.type) {
      case "notification":
        queryClient.setQueryData(newestNotificationsQuery.queryKey, (newest) =>
          newest === undefined ? newest : addToNewest(newest, message.notification),
        );
        refresh([notificationsKey, ...subjectsOf(message.notification)]);
        break;
      case "changed":
        refresh(touchedBy[message.kind] ?? []);
        break;
      case "hello":
      case "error":
        break;
      default:
        message satisfies never;
    }
  }

  function refreshAll(): void {
    refresh(Object.values(touchedBy).flat());
  }

  return { receive, refreshAll, stop: () => clearTimeout(timer) };
}

function subjectsOf(notification: Notification): readonly string[] {
  return touchedBy[notification.kind.split(".")[0] ?? ""] ?? [];
}
