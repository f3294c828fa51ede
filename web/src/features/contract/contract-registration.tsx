import type { Contract } from "@market/shared";
import { Typography } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { InstantText } from "../../components/instant-text.tsx";

/** The number under which a contract is registered, and where anybody can check it. */
export function ContractRegistration({ contract }: { contract: Contract }) {
  const { t } = useTranslation("contract");
  const { registrationNumber, registeredAt, version } = contract;
  if (registrationNumber === null || registeredAt === null) return null;
  return (
    <section className="card contract-registration" aria-label={t("registration")}>
      <div>
        <div className="muted">{t("registrationNumber")}</div>
        <Typography.Text className="contract-registration__number" copyable={{ text: registrationNumber }}>
          {registrationNumber.replace(/^(\d{4})(\d{4})(\d{2})(\d{6})$/, "$1 $2 $3 $4")}
        </Typography.Text>
      </div>
      <div>
        <div className="muted">{t("registeredAt")}</div>
        <InstantText at={registeredAt} />
      </div>
      <div>
        <div className="muted">{t("version")}</div>
        {version}
      </div>
      {contract.status === "registered" && (
        <Link to={`/contracts/${contract.id}/certificate`}>{t("certificate")}</Link>
      )}
      <Link to={`/verify/${registrationNumber}`}>{t("publicCheck")}</Link>
    </section>
  );
}
