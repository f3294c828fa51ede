import type { Contract } from "@market/shared";
import { useTranslation } from "react-i18next";
import { InstantText } from "../../components/instant-text.tsx";
import { ContractTermsView } from "./contract-terms-view.tsx";

/** The terms that amendments replaced, the latest first, each with the reason it was replaced for. */
export function ContractVersions({ contract }: { contract: Contract }) {
  const { t } = useTranslation("contract");
  const earlier = contract.versions.map((terms, index) => ({ ...terms, number: index + 1 })).toReversed();
  if (earlier.length === 0) return null;
  return (
    <section className="card">
      <h2>{t("versions.title")}</h2>
      {earlier.map((version) => (
        <details key={version.number} className="contract-version">
          <summary>
            {t("versions.until", { number: version.number })} <InstantText at={version.until} />
          </summary>
          <p className="prose">{t("versions.reason", { reason: version.reason })}</p>
          <ContractTermsView terms={version} />
        </details>
      ))}
    </section>
  );
}
