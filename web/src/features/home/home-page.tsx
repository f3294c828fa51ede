import { useTranslation } from "react-i18next";
import { PageHeader } from "../../components/page-header.tsx";

export default function HomePage() {
  const { t } = useTranslation("home");
  return <PageHeader title={t("title")} />;
}
