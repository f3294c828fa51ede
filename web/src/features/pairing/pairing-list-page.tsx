import {
  DeclineReasonSchema,
  declineReasons,
  type PairingQuery,
  type PairingStatus,
  PairingStatusSchema,
} from "@market/shared";
import { useQuery } from "@tanstack/react-query";
import { Select } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useSession } from "../../app/session.ts";
import { EmptyState } from "../../components/empty-state.tsx";
import { PageHeader } from "../../components/page-header.tsx";
import { PageSkeleton } from "../../components/page-skeleton.tsx";
import { Pager } from "../../components/pager.tsx";
import { ProblemAlert } from "../../components/problem-alert.tsx";
import { useUrlFilters } from "../../components/url-filters.ts";
import { useVocabulary } from "../../i18n/use-vocabulary.ts";
import { unreadNotificationsQuery } from "../notification/notification-api.ts";
import { pairingsQuery } from "./pairing-api.ts";
import { PairingRow } from "./pairing-row.tsx";
import "./pairing.css";

/** An owner's own pairings: the candidates for their texts, all or those of one text. */
export default function PairingListPage() {
  const { t } = useTranslation(["pairing", "app"]);
  const person = useSession();
  const filters = useUrlFilters(["status", "demand", "result", "declinedIn", "declineReason"]);
  const { demand, result, declinedIn } = filters.values;
  const reason = useVocabulary(declineReasons);
  const declineReason = DeclineReasonSchema.enum.find((known) => known === filters.values.declineReason);
  const status = PairingStatusSchema.enum.find((known) => known === filters.values.status);
  const query: PairingQuery = { page: filters.page, status, demand, result, declinedIn, declineReason };
  const pairings = useQuery(pairingsQuery(query));
  const unread = useQuery(unreadNotificationsQuery);
  const unreadIds = new Set(unread.data?.items.flatMap(({ pairing }) => pairing?.id ?? []));
  const declinedAs = [declinedIn, declineReason && reason.labelOf(declineReason)].filter(
    (word) => word !== undefined,
  );
  const isNarrowed = demand !== undefined || result !== undefined || declinedAs.length > 0;
  const isFiltered = status !== undefined || isNarrowed;

  return (
    <>
      <PageHeader
        title={t("list.title")}
        subtitle={
          declinedAs.length > 0 ? t("list.declinedAs", { what: declinedAs.join(" · ") }) : t("list.subtitle")
        }
        actions={
          <>
            {isNarrowed && (
              <Link className="button button--small" to="/pairings">
                {t("list.allTexts")}
              </Link>
            )}
            <Select<PairingStatus | null>
              aria-label={t("app:status")}
              allowClear
              placeholder={t("inbox.anyStatus")}
              value={status ?? null}
              onChange={(chosen) => filters.set({ status: chosen })}
              options={PairingStatusSchema.enum.map((value) => ({ value, label: t(`status.${value}`) }))}
              className="inbox-filters__select"
            />
          </>
        }
      />
      {pairings.isPending && <PageSkeleton />}
      {pairings.isLoadingError && (
        <ProblemAlert error={pairings.error} onRetry={() => void pairings.refetch()} />
      )}
      {pairings.data?.items.length === 0 && (
        <EmptyState
          title={t(isFiltered ? "list.emptyFiltered" : "list.empty")}
          hint={t(isFiltered ? "list.emptyFilteredHint" : "list.emptyHint")}
        >
          {isFiltered ? (
            <Link className="button" to="/pairings">
              {t("list.allTexts")}
            </Link>
          ) : (
            <Link
              className="button"
              to={person?.role === "institution" ? "/workspace/results" : "/workspace/demands"}
            >
              {t(person?.role === "institution" ? "list.toResults" : "list.toDemands")}
            </Link>
          )}
        </EmptyState>
      )}
      {pairings.data !== undefined && pairings.data.items.length > 0 && (
        <ul className="plain-list">
          {pairings.data.items.map((pairing) => (
            <li key={pairing.id} className="inbox__item">
              <Link
                to={`/pairings/${pairing.id}`}
                className={unreadIds.has(pairing.id) ? "inbox__link inbox__link--new" : "inbox__link"}
              >
                <PairingRow pairing={pairing} isNew={unreadIds.has(pairing.id)} />
              </Link>
            </li>
          ))}
        </ul>
      )}
      {pairings.data !== undefined && <Pager {...pairings.data} hrefOf={(page) => filters.with({ page })} />}
    </>
  );
}
