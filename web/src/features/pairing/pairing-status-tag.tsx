import type { PairingStatus } from "@market/shared";
import { useTranslation } from "react-i18next";

const tones: Record<PairingStatus, string> = {
  proposed: "tag tag--primary",
  claimed: "tag tag--accent",
  introduced: "tag tag--accent",
  negotiating: "tag tag--warning",
  accepted: "tag tag--success",
  contracted: "tag tag--success",
  declined: "tag tag--danger",
  closed: "tag",
};

export function PairingStatusTag({ status }: { status: PairingStatus }) {
  const { t } = useTranslation("pairing");
  return <span className={tones[status]}>{t(`status.${status}`)}</span>;
}
