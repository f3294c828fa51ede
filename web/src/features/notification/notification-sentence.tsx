import type { Notification } from "@market/shared";
import { useTranslation } from "react-i18next";

/** What happened, in a sentence of the reader's language. */
export function NotificationSentence({ notification }: { notification: Notification }) {
  const { t } = useTranslation("notification");
  return t(`kinds.${notification.kind}`, {
    score: Math.round((notification.pairing?.score ?? 0) * 100),
    count: notification.digest?.count ?? 0,
  });
}
