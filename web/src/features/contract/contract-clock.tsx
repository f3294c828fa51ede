import type { Contract } from "@market/shared";
import { useTranslation } from "react-i18next";
import { formatDay } from "../../components/instant.ts";
import { InstantText } from "../../components/instant-text.tsx";
import { useLanguage } from "../../i18n/use-language.ts";
import { ClockText } from "./clock-text.tsx";

/** The office's time for a contract and whether it is disputed, as both sides may know. */
export function ContractClock({ contract }: { contract: Contract }) {
  const { t } = useTranslation("procedure");
  const language = useLanguage();
  const { clock, dispute } = contract;
  if (clock === null && dispute === null) return null;
  return (
    <section className="card" aria-label={t("clock.title")}>
      <h2>{t("clock.title")}</h2>
      {clock !== null && (
        <>
          <p className="row">
            <ClockText clock={clock} />
            <span className="muted">
              {t("clock.limit", {
                kind: t(`clock.kind.${clock.kind}`),
                from: formatDay(clock.startedOn, language),
                count: clock.workingDays,
              })}
            </span>
          </p>
          {clock.isProvisional && clock.state === "running" && (
            <p className="muted">{t("clock.provisional")}</p>
          )}
        </>
      )}
      {dispute !== null && (
        <p>
          <span className="tag tag--danger">{t("dispute.marked")}</span>{" "}
          <span className="muted">
            {t("dispute.by", { name: dispute.by.name })} · <InstantText at={dispute.at} />
          </span>
          <br />
          <span className="prose">{dispute.note}</span>
        </p>
      )}
    </section>
  );
}
