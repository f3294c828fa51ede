import type { Notification, NotificationPage } from "@market/shared";
import { keepPreviousData, queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { request } from "../../app/http.ts";

export const notificationsKey = "notifications";
const NEWEST_COUNT = 8;
const PAGE_SIZE = 20;

/** What the bell shows: the newest few, and how many are unread in all. */
export const newestNotificationsQuery = queryOptions({
  queryKey: [notificationsKey, "newest"],
  queryFn: ({ signal }) =>
    request<NotificationPage>("/api/notifications", { query: { pageSize: NEWEST_COUNT }, signal }),
});

export function notificationsQuery(query: { page: number; unread: boolean }) {
  return queryOptions({
    queryKey: [notificationsKey, "list", query],
    queryFn: ({ signal }) =>
      request<NotificationPage>("/api/notifications", {
        query: { page: query.page, pageSize: PAGE_SIZE, unread: query.unread || undefined },
        signal,
      }),
    placeholderData: keepPreviousData,
  });
}

/** The unread ones, newest first, up to the largest page: which pairings of a list are new to their reader. */
export const unreadNotificationsQuery = queryOptions({
  queryKey: [notificationsKey, "unread"],
  queryFn: ({ signal }) =>
    request<NotificationPage>("/api/notifications", { query: { unread: true, pageSize: 100 }, signal }),
});

/** The newest few with one more that just arrived; one that is there already changes nothing. */
export function addToNewest(newest: NotificationPage, arrived: Notification): NotificationPage {
  if (newest.items.some((item) => item.id === arrived.id)) return newest;
  return {
    ...newest,
    items: [arrived, ...newest.items].slice(0, NEWEST_COUNT),
    total: newest.total + 1,
    unread: newest.unread + (arrived.read ? 0 : 1),
  };
}

// Other tabs of the same browser show the same count; they are told, since the server tells only of what is new.
const otherTabs = new BroadcastChannel("market.notifications");

/** Marks the named notifications read, or all of them where none is named. */
export function useMarkRead() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async (ids?: readonly string[]) => {
      if (ids === undefined) return request<unknown>("/api/notifications/read-all", { method: "POST" });
      return Promise.all(
        ids.map((id) => request<unknown>(`/api/notifications/${id}/read`, { method: "POST" })),
      );
    },
    onSuccess: () => {
      otherTabs.postMessage("read");
      return queryClient.invalidateQueries({ queryKey: [notificationsKey] });
    },
  });
}

/** Calls back when another tab has marked something read. */
export function onReadElsewhere(callback: () => void): () => void {
  otherTabs.addEventListener("message", callback);
  return () => otherTabs.removeEventListener("message", callback);
}
