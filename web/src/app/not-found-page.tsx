import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { EmptyState } from "../components/empty-state.tsx";

export function NotFoundPage() {
  const { t } = useTranslation();
  return (
    <>
      <title>{`${t("notFound.title")} · ${t("brand")}`}</title>
      <EmptyState isPage title={t("notFound.title")} hint={t("notFound.hint")}>
        <Link className="button button--primary" to="/results">
          {t("nav.results")}
        </Link>
        <Link className="button" to="/">
          {t("backHome")}
        </Link>
      </EmptyState>
    </>
  );
}
