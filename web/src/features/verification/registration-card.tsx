import { contractTypes, type RegistrationCheck } from "@market/shared";
import { useTranslation } from "react-i18next";
import { InstantText } from "../../components/instant-text.tsx";
import { MoneyText } from "../../components/money-text.tsx";
import { Term } from "../../components/term.tsx";
import { useVocabulary } from "../../i18n/use-vocabulary.ts";

/** What a certificate of registration states, and whether it holds. */
export function RegistrationCard({ registration }: { registration: RegistrationCheck }) {
  const { t } = useTranslation("verification");
  const typeOf = useVocabulary(contractTypes).labelOf;
  const { status } = registration;
  return (
    <section className="card">
      <p className="row">
        <span className={`tag ${status === "registered" ? "tag--success" : "tag--danger"}`}>
          {t(`statusOf.${status}`)}
        </span>
        <strong>{t(`statement.${status}`)}</strong>
      </p>
      <dl className="facts">
        <dt>{t("label")}</dt>
        <dd className="number">{registration.number}</dd>
        <dt>{t("contractTitle")}</dt>
        <dd>{registration.title}</dd>
        <dt>{t("type")}</dt>
        <dd>{typeOf(registration.type)}</dd>
        <dt>{t("seller")}</dt>
        <dd>{registration.seller.name}</dd>
        <dt>{t("buyer")}</dt>
        <dd>{registration.buyer.name}</dd>
        <dt>
          <Term name="turnover">{t("amount")}</Term>
        </dt>
        <dd>
          <MoneyText fen={registration.amountFen} />
        </dd>
        <dt>
          <Term name="technologyAmount">{t("technologyAmount")}</Term>
        </dt>
        <dd>
          <MoneyText fen={registration.technologyAmountFen} />
        </dd>
        <dt>{t("registeredAt")}</dt>
        <dd>
          <InstantText at={registration.registeredAt} form="day" />
        </dd>
      </dl>
      {registration.isAmended && <p className="muted">{t("amended")}</p>}
    </section>
  );
}
