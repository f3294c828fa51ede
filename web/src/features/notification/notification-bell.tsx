import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { Link, useLocation } from "react-router";
import { ProblemAlert } from "../../components/problem-alert.tsx";
import {
  newestNotificationsQuery,
  notificationsKey,
  onReadElsewhere,
  useMarkRead,
} from "./notification-api.ts";
import { NotificationItem } from "./notification-item.tsx";
import "./notification.css";
import { useUnreadInTitle } from "./use-unread-in-title.ts";

const MOST_SHOWN = 99;

/** The bell in the header: how many are unread, and the newest few on a press. */
export default function NotificationBell() {
  const { t } = useTranslation(["notification", "app"]);
  const queryClient = useQueryClient();
  const newest = useQuery(newestNotificationsQuery);
  const markRead = useMarkRead();
  const popover = useRef<HTMLDivElement>(null);
  const location = useLocation();
  const unread = newest.data?.unread ?? 0;
  const shownCount = unread > MOST_SHOWN ? `${MOST_SHOWN}+` : String(unread);
  useUnreadInTitle(unread);

  useEffect(
    () => onReadElsewhere(() => void queryClient.invalidateQueries({ queryKey: [notificationsKey] })),
    [queryClient],
  );

  // biome-ignore lint/correctness/useExhaustiveDependencies: a change of place is what closes it
  useEffect(() => popover.current?.hidePopover?.(), [location]);

  return (
    <>
      <button
        type="button"
        className="icon-button bell"
        popoverTarget="notification-popover"
        aria-label={unread === 0 ? t("bellNone") : t("bell", { shownCount })}
      >
        <svg viewBox="0 0 24 24" aria-hidden="true">
          <path d="M6 17V11a6 6 0 0 1 12 0v6l1.5 2h-15zM10 21h4" />
        </svg>
        {unread > 0 && (
          <span className="bell__count" aria-hidden="true">
            {shownCount}
          </span>
        )}
      </button>
      <div id="notification-popover" ref={popover} popover="auto" className="notification-popover">
        <div className="notification-popover__head">
          <h2>{t("title")}</h2>
          {unread > 0 && (
            <button type="button" className="text-button" onClick={() => markRead.mutate(undefined)}>
              {t("markAllRead")}
            </button>
          )}
        </div>
        {newest.isLoadingError && <ProblemAlert error={newest.error} onRetry={() => void newest.refetch()} />}
        {newest.data?.items.length === 0 && <p className="muted center">{t("emptyHint")}</p>}
        <ul className="plain-list">
          {newest.data?.items.map((notification) => (
            <li key={notification.id}>
              <NotificationItem
                notification={notification}
                onOpen={({ id, read }) => !read && markRead.mutate([id])}
              />
            </li>
          ))}
        </ul>
        <Link className="notification-popover__all" to="/notifications">
          {t("seeAll")}
        </Link>
      </div>
    </>
  );
}
