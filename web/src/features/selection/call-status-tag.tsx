import type { CallStatus } from "@market/shared";
import { useTranslation } from "react-i18next";

const tones: Record<CallStatus, string> = {
  draft: "tag",
  open: "tag tag--success",
  reviewing: "tag tag--primary",
  announced: "tag tag--warning",
  released: "tag tag--accent",
  cancelled: "tag tag--danger",
};

export function CallStatusTag({ status }: { status: CallStatus }) {
  const { t } = useTranslation("selection");
  return <span className={tones[status]}>{t(`status.${status}`)}</span>;
}
