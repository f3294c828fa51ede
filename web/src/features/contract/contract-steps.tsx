import type { ContractStatus } from "@market/shared";
import { Steps } from "antd";
import { useTranslation } from "react-i18next";

const path: readonly ContractStatus[] = ["draft", "submitted", "accepted", "registered"];

/** Where on the way to registration a contract that has left it stood. */
const leftAfter: Partial<Record<ContractStatus, number>> = {
  returned: 1,
  refused: 1,
  cancelled: 3,
  revoked: 3,
};

/** How far a contract has come on its way to registration, and whether it stopped there. */
export function ContractSteps({ status }: { status: ContractStatus }) {
  const { t } = useTranslation("contract");
  const stoppedAt = leftAfter[status];
  return (
    <Steps
      size="small"
      titlePlacement="vertical"
      responsive={false}
      current={stoppedAt ?? (status === "registered" ? path.length : path.indexOf(status))}
      status={stoppedAt === undefined ? "process" : "error"}
      items={path.map((step, index) => ({ title: t(`status.${index === stoppedAt ? status : step}`) }))}
    />
  );
}
