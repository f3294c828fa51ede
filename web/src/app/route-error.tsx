import { useTranslation } from "react-i18next";
import { Link, useRouteError } from "react-router";
import { EmptyState } from "../components/empty-state.tsx";

/** What stands in place of a page that broke: what happened, and a way on. */
export function RouteError() {
  const { t } = useTranslation();
  const error = useRouteError();
  return (
    <main className="page">
      <EmptyState isPage title={t("crash.title")} hint={t("crash.hint")}>
        <button type="button" className="button button--primary" onClick={() => window.location.reload()}>
          {t("reload")}
        </button>
        <Link className="button" to="/" reloadDocument>
          {t("backHome")}
        </Link>
      </EmptyState>
      <p className="muted center">
        <code>{error instanceof Error ? error.message : String(error)}</code>
      </p>
    </main>
  );
}
