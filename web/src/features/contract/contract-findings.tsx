import type { Contract } from "@market/shared";
import { useTranslation } from "react-i18next";
import { examinedStatuses, useContractFindings } from "./findings-api.ts";
import { FindingsList } from "./findings-list.tsx";

/** What the pre-check finds of a contract, for its parties before they hand it in and for the official who examines it. */
export function ContractFindings({ contract }: { contract: Contract }) {
  const { t } = useTranslation("procedure");
  const findings = useContractFindings(contract);
  if (!examinedStatuses.includes(contract.status) || findings.isPending) return null;
  return (
    <section className="card">
      <h2>{t("findings.title")}</h2>
      <p className="muted">{t("findings.subtitle")}</p>
      {findings.data === undefined ? (
        <p className="muted">{t("findings.failed")}</p>
      ) : (
        <FindingsList findings={findings.data.findings} />
      )}
    </section>
  );
}
