import type { Contract } from "@market/shared";
import { useTranslation } from "react-i18next";
import { InstantText } from "../../components/instant-text.tsx";
import { ChangesTable } from "./changes-table.tsx";

/** An amendment of a large contract that another official has to approve. */
export function ContractAmendment({ contract }: { contract: Contract }) {
  const { t } = useTranslation("procedure");
  const { amendment } = contract;
  if (amendment === null) return null;
  return (
    <section className="card">
      <h2>{t("amendment.title")}</h2>
      <p className="muted">
        {t("amendment.by", { name: amendment.by.name })} · <InstantText at={amendment.at} />
      </p>
      <p className="prose">{t("amendment.reason", { reason: amendment.reason })}</p>
      <ChangesTable changes={amendment.changes} />
    </section>
  );
}
