import type { Notification } from "@market/shared";
import { useEffect, useState } from "react";
import { createPortal } from "react-dom";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { NotificationSentence } from "../notification/notification-sentence.tsx";
import { subjectPathOf, subjectTitlesOf } from "../notification/notification-subject.ts";
import "./live.css";
import { useLive } from "./use-live.ts";

const MOST_SHOWN = 3;
const SHOWN_FOR_MS = 10_000;

/** Tells of each notification as it happens, in a corner of whatever page is open, with a link to its subject. */
export function LiveArrivals() {
  const { t } = useTranslation("live");
  const [arrivals, setArrivals] = useState<readonly Notification[]>([]);
  useLive((notification) => {
    // A kind its reader has turned the sound off for comes as read.
    if (notification.read) return;
    setArrivals((shown) => [notification, ...shown.filter(({ id }) => id !== notification.id)]);
  });
  const dismiss = (id: string) => setArrivals((shown) => shown.filter((arrival) => arrival.id !== id));

  return createPortal(
    <section className="arrivals" role="status" aria-label={t("arrivals")}>
      {arrivals.slice(0, MOST_SHOWN).map((arrival) => (
        <Arrival key={arrival.id} notification={arrival} onDismiss={() => dismiss(arrival.id)} />
      ))}
      {arrivals.length > MOST_SHOWN && (
        <Link className="arrivals__more" to="/notifications" onClick={() => setArrivals([])}>
          {t("more", { count: arrivals.length - MOST_SHOWN })}
        </Link>
      )}
    </section>,
    document.body,
  );
}

function Arrival({ notification, onDismiss }: { notification: Notification; onDismiss: () => void }) {
  const { t } = useTranslation("live");
  const [isHeld, setHeld] = useState(false);
  const path = subjectPathOf(notification);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new dismiss function must not start the time again
  useEffect(() => {
    if (isHeld) return;
    const timer = setTimeout(onDismiss, SHOWN_FOR_MS);
    return () => clearTimeout(timer);
  }, [isHeld]);

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: holding it open under the pointer or focus is no control
    <div
      className="arrival"
      onMouseEnter={() => setHeld(true)}
      onMouseLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <p className="arrival__sentence">
        <NotificationSentence notification={notification} />
      </p>
      {subjectTitlesOf(notification).map((title) => (
        <p key={title} className="arrival__title">
          {title}
        </p>
      ))}
      <div className="arrival__acts">
        {path !== null && (
          <Link className="button button--primary button--small" to={path} onClick={onDismiss}>
            {t("open")}
          </Link>
        )}
        <button type="button" className="text-button" onClick={onDismiss}>
          {t("dismiss")}
        </button>
      </div>
    </div>
  );
}
