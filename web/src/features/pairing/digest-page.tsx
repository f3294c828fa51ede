import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { DayInput } from "../../components/day-input.tsx";
import { EmptyState } from "../../components/empty-state.tsx";
import { PageHeader } from "../../components/page-header.tsx";
import { PageSkeleton } from "../../components/page-skeleton.tsx";
import { Pager } from "../../components/pager.tsx";
import { ProblemAlert } from "../../components/problem-alert.tsx";
import { useUrlFilters } from "../../components/url-filters.ts";
import { digestQuery } from "./pairing-api.ts";
import { PairingRow } from "./pairing-row.tsx";
import "./pairing.css";

/** What fitted a broker's wishes on one day and did not ring. */
export default function DigestPage() {
  const { t } = useTranslation(["pairing", "app"]);
  const filters = useUrlFilters(["day"]);
  const digest = useQuery(digestQuery({ day: filters.values.day, page: filters.page }));
  const pairings = digest.data?.items ?? [];
  return (
    <>
      <PageHeader
        title={t("digest.title")}
        subtitle={
          <>
            {t("digest.hint")} <Link to="/broker/wishes">{t("inbox.wishes")}</Link>
          </>
        }
        actions={
          <label className="row" htmlFor="digest-day">
            {t("digest.day")}
            <DayInput
              id="digest-day"
              value={digest.data?.day ?? filters.values.day}
              onChange={(day) => filters.set({ day: day ?? null })}
            />
          </label>
        }
      />
      {digest.isPending && <PageSkeleton />}
      {digest.isLoadingError && <ProblemAlert error={digest.error} onRetry={() => void digest.refetch()} />}
      {digest.data !== undefined && pairings.length === 0 && (
        <EmptyState title={t("digest.empty")} hint={t("digest.emptyHint")}>
          <Link className="button" to="/broker/inbox">
            {t("digest.openInbox")}
          </Link>
        </EmptyState>
      )}
      <ul className="plain-list">
        {pairings.map((pairing) => (
          <li key={pairing.id} className="inbox__item">
            <Link to={`/pairings/${pairing.id}`} className="inbox__link">
              <PairingRow pairing={pairing} isNew={false} />
            </Link>
          </li>
        ))}
      </ul>
      {digest.data !== undefined && <Pager {...digest.data} hrefOf={(page) => filters.with({ page })} />}
    </>
  );
}
