import { useTranslation } from "react-i18next";

export function VerifiedTag({ isVerified }: { isVerified: boolean }) {
  const { t } = useTranslation("organisation");
  return (
    <span className={isVerified ? "tag tag--success" : "tag tag--warning"}>
      {isVerified ? t("verifiedYes") : t("verifiedNo")}
    </span>
  );
}
