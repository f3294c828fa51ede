import { useTranslation } from "react-i18next";
import { Link, useRouteError } from "react-router";
import { EmptyState } from "../components/empty-state.tsx";
import { ReferenceText } from "../components/reference-text.tsx";
import { ProblemError } from "./http.ts";

/** How browsers call a part of the application that the server no longer has, since a newer one is there. */
const MISSING_PART = /dynamically imported module|Importing a module script failed|preload CSS/;

/** What stands in place of a page that broke: what happened, a way on, and what to tell whom. */
export function RouteError() {
  const { t } = useTranslation();
  const error = useRouteError();
  const words = error instanceof Error ? error.message : String(error);
  const isOutdated = MISSING_PART.test(words);
  return (
    <main className="page">
      <title>{`${t(isOutdated ? "crash.newerTitle" : "crash.title")} · ${t("brand")}`}</title>
      <EmptyState
        isPage
        title={t(isOutdated ? "crash.newerTitle" : "crash.title")}
        hint={t(isOutdated ? "crash.newerHint" : "crash.hint")}
      >
        <button type="button" className="button button--primary" onClick={() => window.location.reload()}>
          {t("reload")}
        </button>
        <Link className="button" to="/" reloadDocument>
          {t("backHome")}
        </Link>
      </EmptyState>
      {!isOutdated && (
        <div className="narrow">
          <p className="muted">{t("crash.report")}</p>
          <p>
            <code>{words}</code>
          </p>
          {error instanceof ProblemError && error.problem.instance !== undefined && (
            <ReferenceText reference={error.problem.instance} />
          )}
        </div>
      )}
    </main>
  );
}
