import { Modal } from "antd";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { useBlocker } from "react-router";

/** State of a navigation that follows from sending the form, which leaves nothing unsaved behind. */
export const sentState = { isSent: true };

/** Asks before a page with unsent changes is left, within the application or by closing the tab. */
export function UnsavedChangesGuard({ when }: { when: boolean }) {
  const { t } = useTranslation();
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) =>
      when && currentLocation.pathname !== nextLocation.pathname && nextLocation.state?.isSent !== true,
  );

  useEffect(() => {
    if (!when) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", warn);
    return () => window.removeEventListener("beforeunload", warn);
  }, [when]);

  return (
    <Modal
      open={blocker.state === "blocked"}
      title={t("draft.leaveTitle")}
      okText={t("draft.leave")}
      cancelText={t("draft.stay")}
      onOk={() => blocker.proceed?.()}
      onCancel={() => blocker.reset?.()}
    >
      <p>{t("draft.leaveHint")}</p>
    </Modal>
  );
}
