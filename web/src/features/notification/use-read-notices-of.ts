import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { unreadNotificationsQuery, useMarkRead } from "./notification-api.ts";

/** Marks read what the reader was told of a pairing or contract, once they look at it; nothing without one. */
export function useReadNoticesOf(subjectId: string | undefined): void {
  const unread = useQuery(unreadNotificationsQuery);
  const { mutate } = useMarkRead();
  const ids = unread.data?.items
    .filter(({ pairing, contract }) =>
      [pairing?.id, contract?.id].some((id) => id === subjectId && id !== undefined),
    )
    .map(({ id }) => id)
    .join(" ");

  useEffect(() => {
    if (ids !== undefined && ids !== "") mutate(ids.split(" "));
  }, [ids, mutate]);
}
