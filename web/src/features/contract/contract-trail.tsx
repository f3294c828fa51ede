import type { Contract } from "@market/shared";
import { useTranslation } from "react-i18next";
import { InstantText } from "../../components/instant-text.tsx";
import { ChangesTable } from "./changes-table.tsx";

/** Acts that put forward what another act then does: their changes come once, with that act. */
const proposals = ["proposeAmendment"];

/** Everything that was ever changed of what a contract says, the latest first: by whom, why, from what to what. */
export function ContractTrail({ contract }: { contract: Contract }) {
  const { t } = useTranslation(["contract", "procedure"]);
  const steps = contract.history
    .filter(({ act, changes = [] }) => changes.length > 0 && !proposals.includes(act))
    .toReversed();
  if (steps.length === 0) return null;
  return (
    <section className="card">
      <h2>{t("procedure:trail.title")}</h2>
      <p className="muted">{t("procedure:trail.subtitle")}</p>
      {steps.map(({ at, act, actor, note, changes = [], evidence }) => (
        <section key={`${at} ${act}`} className="contract-trail__step">
          <h3>
            {t(`acts.past.${act}`, { defaultValue: act })}{" "}
            <span className="muted">
              {actor.name} · <InstantText at={at} />
              {evidence !== undefined && ` · ${t("procedure:trail.evidence")}`}
            </span>
          </h3>
          {note !== null && <p className="prose">{note}</p>}
          <ChangesTable changes={changes} />
        </section>
      ))}
    </section>
  );
}
