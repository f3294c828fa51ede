import type { Notification } from "@market/shared";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { AgeText } from "../../components/instant-text.tsx";
import { NotificationSentence } from "./notification-sentence.tsx";
import { subjectPathOf, subjectTitlesOf } from "./notification-subject.ts";
import "./notification.css";

interface NotificationItemProps {
  notification: Notification;
  onOpen: (notification: Notification) => void;
}

/** One notification: what happened, to what, when; a link to its subject. */
export function NotificationItem({ notification, onOpen }: NotificationItemProps) {
  const { t } = useTranslation("notification");
  const path = subjectPathOf(notification);
  const content = (
    <>
      <span className="notification__sentence">
        {!notification.read && <span className="notification__dot" role="img" aria-label={t("unread")} />}
        <NotificationSentence notification={notification} />
      </span>
      <span className="notification__titles">
        {subjectTitlesOf(notification).map((title) => (
          <span key={title}>{title}</span>
        ))}
      </span>
      {notification.note != null && notification.note !== "" && (
        <span className="notification__note">{t("reasonGiven", { note: notification.note })}</span>
      )}
      <span className="muted notification__time">
        <AgeText at={notification.at} />
      </span>
    </>
  );
  const className = notification.read ? "notification" : "notification notification--unread";
  if (path === null) return <div className={className}>{content}</div>;
  return (
    <Link className={className} to={path} onClick={() => onOpen(notification)}>
      {content}
    </Link>
  );
}
