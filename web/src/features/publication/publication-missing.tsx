import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { ProblemError } from "../../app/http.ts";
import { EmptyState } from "../../components/empty-state.tsx";
import { ProblemAlert } from "../../components/problem-alert.tsx";

interface PublicationMissingProps {
  query: { error: Error; refetch: () => Promise<unknown> };
  listPath: "/results" | "/demands";
}

/** In place of a text that cannot be shown: gone or not open to the reader, or not answered for. */
export function PublicationMissing({ query, listPath }: PublicationMissingProps) {
  const { t } = useTranslation();
  const { error, refetch } = query;
  // An address with something else than an id in it names no text either: the api answers 400.
  const isMissing = error instanceof ProblemError && [400, 404].includes(error.problem.status);
  if (!isMissing) return <ProblemAlert error={error} onRetry={() => void refetch()} />;
  return (
    <EmptyState isPage title={t("notFound.title")} hint={t("notFound.hint")}>
      <Link className="button" to={listPath}>
        {t(listPath === "/results" ? "nav.results" : "nav.demands")}
      </Link>
    </EmptyState>
  );
}
