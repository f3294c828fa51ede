import type { Nomination, SelectionOutcome } from "@market/shared";
import { useTranslation } from "react-i18next";

interface OutcomeTagProps {
  status: Nomination["status"];
  outcome: SelectionOutcome | null;
}

/** What has become of a nomination. */
export function OutcomeTag({ status, outcome }: OutcomeTagProps) {
  const { t } = useTranslation("selection");
  if (status === "withdrawn") return <span className="tag">{t("withdrawn")}</span>;
  if (outcome === null) return <span className="muted">{t("undecided")}</span>;
  return (
    <span className={outcome === "selected" ? "tag tag--success" : "tag"}>{t(`decisionOf.${outcome}`)}</span>
  );
}
