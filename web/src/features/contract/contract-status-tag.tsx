import type { ContractStatus } from "@market/shared";
import { useTranslation } from "react-i18next";

const tones: Record<ContractStatus, string> = {
  draft: "tag",
  submitted: "tag tag--primary",
  accepted: "tag tag--accent",
  returned: "tag tag--warning",
  refused: "tag tag--danger",
  registered: "tag tag--success",
  cancelled: "tag tag--danger",
  revoked: "tag tag--danger",
};

export function ContractStatusTag({ status }: { status: ContractStatus }) {
  const { t } = useTranslation("contract");
  return <span className={tones[status]}>{t(`status.${status}`)}</span>;
}
