import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link, Navigate, useLocation } from "react-router";
import { EmptyState } from "../components/empty-state.tsx";
import { PageSkeleton } from "../components/page-skeleton.tsx";
import { ProblemAlert } from "../components/problem-alert.tsx";
import { type Access, mayOpen } from "./feature.ts";
import { sessionQuery } from "./session.ts";

/** Lets through whom the page is for; leads strangers to sign in and back, and tells others why not. */
export function AccessGuard({ access, children }: { access: Access; children: ReactNode }) {
  const { t } = useTranslation();
  const location = useLocation();
  const session = useQuery({ ...sessionQuery, enabled: access !== "anyone" });

  if (access === "anyone") return children;
  if (session.isPending) return <PageSkeleton />;
  if (session.isLoadingError) {
    return <ProblemAlert error={session.error} onRetry={() => void session.refetch()} />;
  }
  if (session.data === null) {
    const next = `${location.pathname}${location.search}`;
    return <Navigate to={`/login?${new URLSearchParams({ next })}`} replace />;
  }
  if (!mayOpen(access, session.data)) {
    return (
      <EmptyState isPage title={t("forbidden.title")} hint={t("forbidden.hint")}>
        <Link className="button" to="/">
          {t("backHome")}
        </Link>
      </EmptyState>
    );
  }
  return children;
}
