import { useQuery } from "@tanstack/react-query";
import { Button, Segmented } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useSession } from "../../app/session.ts";
import { EmptyState } from "../../components/empty-state.tsx";
import { PageHeader } from "../../components/page-header.tsx";
import { PageSkeleton } from "../../components/page-skeleton.tsx";
import { Pager } from "../../components/pager.tsx";
import { ProblemAlert } from "../../components/problem-alert.tsx";
import { useUrlFilters } from "../../components/url-filters.ts";
import { notificationsQuery, useMarkRead } from "./notification-api.ts";
import { NotificationItem } from "./notification-item.tsx";

export default function NotificationPage() {
  const { t } = useTranslation(["notification", "app"]);
  const person = useSession();
  const filters = useUrlFilters(["unread"]);
  const isOnlyUnread = filters.values.unread === "true";
  const notifications = useQuery(notificationsQuery({ page: filters.page, unread: isOnlyUnread }));
  const markRead = useMarkRead();

  return (
    <>
      <PageHeader
        title={t("title")}
        actions={
          <>
            <Segmented
              aria-label={t("filter")}
              value={isOnlyUnread}
              onChange={(unread) => filters.set({ unread })}
              options={[
                { value: false, label: t("app:all") },
                { value: true, label: `${t("onlyUnread")} ${notifications.data?.unread ?? ""}` },
              ]}
            />
            <Button
              disabled={(notifications.data?.unread ?? 0) === 0}
              loading={markRead.isPending}
              onClick={() => markRead.mutate(undefined)}
            >
              {t("markAllRead")}
            </Button>
          </>
        }
      />
      {markRead.isError && <ProblemAlert error={markRead.error} />}
      {notifications.isPending && <PageSkeleton />}
      {notifications.isLoadingError && (
        <ProblemAlert error={notifications.error} onRetry={() => void notifications.refetch()} />
      )}
      {notifications.data?.items.length === 0 && (
        <EmptyState
          title={t(isOnlyUnread ? "emptyUnread" : "empty")}
          hint={t(isOnlyUnread ? "emptyUnreadHint" : person?.role === "broker" ? "emptyBroker" : "emptyHint")}
        >
          {person?.role === "broker" && (
            <Link className="button" to="/broker/inbox">
              {t("openInbox")}
            </Link>
          )}
        </EmptyState>
      )}
      {notifications.data !== undefined && notifications.data.items.length > 0 && (
        <ul className="plain-list card notification-list">
          {notifications.data.items.map((notification) => (
            <li key={notification.id} className="notification-list__row">
              <NotificationItem
                notification={notification}
                onOpen={({ id, read }) => !read && markRead.mutate([id])}
              />
              {!notification.read && (
                <Button
                  type="text"
                  className="notification-list__mark"
                  onClick={() => markRead.mutate([notification.id])}
                >
                  {t("markRead")}
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      {notifications.data !== undefined && (
        <Pager {...notifications.data} hrefOf={(page) => filters.with({ page })} />
      )}
    </>
  );
}
