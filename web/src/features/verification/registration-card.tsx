import { contractTypes, type RegistrationCheck } from "@market/shared";
import { useTranslation } from "react-i18next";
import { InstantText } from "../../components/instant-text.tsx";
import { MoneyText } from "../../components/money-text.tsx";
import { Term } from "../../components/term.tsx";
import { useVocabulary } from "../../i18n/use-vocabulary.ts";

const tagOf = {
  registered: "tag--success",
  amended: "tag--warning",
  cancelled: "tag--danger",
  revoked: "tag--danger",
} as const;

/** What the signature of a certificate says of the paper it stands on. */
function SignatureFinding({ registration }: { registration: RegistrationCheck }) {
  const { t } = useTranslation("verification");
  const { signatureValid, signedVersion, version } = registration;
  if (signatureValid === null) return null;
  if (signatureValid) return <p className="alert alert--info">{t("certificate.genuine")}</p>;
  return signedVersion === null ? (
    <p className="alert alert--danger">{t("certificate.notGenuine")}</p>
  ) : (
    <p className="alert alert--warning">{t("certificate.older", { signedVersion, version })}</p>
  );
}

/** What a certificate of registration states, and whether it holds. */
export function RegistrationCard({ registration }: { registration: RegistrationCheck }) {
  const { t } = useTranslation("verification");
  const typeOf = useVocabulary(contractTypes).labelOf;
  const { version, amendedAt, voidedAt } = registration;
  const standing =
    registration.status === "registered" && amendedAt !== null ? "amended" : registration.status;
  const changedAt = voidedAt ?? amendedAt;
  return (
    <section className="card">
      <p className="row">
        <span className={`tag ${tagOf[standing]}`}>{t(`statusOf.${standing}`)}</span>
        <strong>{t(`statement.${standing}`)}</strong>
        {changedAt !== null && <InstantText at={changedAt} form="day" />}
      </p>
      <SignatureFinding registration={registration} />
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
        <dt>{t("version")}</dt>
        <dd>{t("versionOf", { version })}</dd>
      </dl>
    </section>
  );
}
