import type { PairingStatus } from "@market/shared";
import { Steps } from "antd";
import { useTranslation } from "react-i18next";

const path: readonly PairingStatus[] = [
  "proposed",
  "claimed",
  "introduced",
  "negotiating",
  "accepted",
  "contracted",
];

/** How far a pairing has come on its way to a contract; nothing for one that has left that way. */
export function PairingSteps({ status }: { status: PairingStatus }) {
  const { t } = useTranslation("pairing");
  const current = path.indexOf(status);
  if (current === -1) return null;
  return (
    <Steps
      className="pairing-steps"
      size="small"
      titlePlacement="vertical"
      responsive={false}
      current={status === "contracted" ? path.length : current}
      items={path.map((step) => ({ title: t(`status.${step}`) }))}
    />
  );
}
