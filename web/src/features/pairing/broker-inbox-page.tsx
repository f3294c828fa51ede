import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Grid } from "antd";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate } from "react-router";
import { EmptyState } from "../../components/empty-state.tsx";
import { PageHeader } from "../../components/page-header.tsx";
import { PageSkeleton } from "../../components/page-skeleton.tsx";
import { ProblemAlert } from "../../components/problem-alert.tsx";
import { useUrlFilters } from "../../components/url-filters.ts";
import { unreadNotificationsQuery } from "../notification/notification-api.ts";
import { useReadNoticesOf } from "../notification/use-read-notices-of.ts";
import { InboxFilters } from "./inbox-filter-bar.tsx";
import { inboxFilterNames, inboxQueryOf } from "./inbox-filters.ts";
import { InboxList } from "./inbox-list.tsx";
import { inboxQuery, useActOnPairing } from "./pairing-api.ts";
import { PairingDetail } from "./pairing-detail.tsx";
import { useChosenPairing } from "./use-chosen-pairing.ts";
import { useInboxKeys } from "./use-inbox-keys.ts";
import "./pairing.css";

/** A broker's live list of pairings, worked through by keyboard; beside it, where there is room, the chosen one. */
export default function BrokerInboxPage() {
  const { t } = useTranslation(["pairing", "app"]);
  const navigate = useNavigate();
  const isWide = Grid.useBreakpoint().lg === true;
  const list = useRef<HTMLUListElement>(null);
  const filters = useUrlFilters(inboxFilterNames);
  const query = inboxQueryOf(filters.values);
  const inbox = useInfiniteQuery(inboxQuery(query));
  const unread = useQuery(unreadNotificationsQuery);

  const pairings = inbox.data?.pages.flatMap((page) => page.items) ?? [];
  const total = inbox.data?.pages.at(-1)?.total ?? 0;
  const unreadIds = new Set(unread.data?.items.flatMap(({ pairing }) => pairing?.id ?? []));
  const { chosenId, chosen, neighbourOf } = useChosenPairing({
    pairings,
    listKey: inbox.isPlaceholderData ? null : JSON.stringify(query),
    id: filters.values.id,
    showsFirst: isWide,
  });
  const claim = useActOnPairing(chosenId ?? "");

  const choose = (id: string) => {
    // Going through the list leaves one step to go back, not one a pairing.
    filters.set({ id }, { replace: true });
    list.current?.querySelector<HTMLElement>(`[data-id="${id}"]`)?.focus();
  };
  // What is acted on may leave the list: from then on the address says that it is the one chosen.
  const keepChosen = () => filters.set({ id: chosenId }, { replace: true });
  useReadNoticesOf(filters.values.id);
  useInboxKeys({
    onMove: (step) => {
      const next = neighbourOf(step);
      if (next !== undefined) choose(next.id);
    },
    onOpen: () => {
      if (chosenId !== undefined) void navigate(`/pairings/${chosenId}`);
    },
    onClaim: () => {
      if (chosen?.acts.includes("claim") !== true || claim.isPending) return;
      keepChosen();
      claim.mutate({ act: "claim" });
    },
  });

  return (
    <>
      <PageHeader
        title={t("inbox.title")}
        subtitle={
          <>
            {t("inbox.subtitle")} <Link to="/broker/wishes">{t("inbox.wishes")}</Link> ·{" "}
            <Link to="/broker/digest">{t("inbox.digest")}</Link>
          </>
        }
      />
      <InboxFilters filters={filters} total={total} />
      {claim.isError && <ProblemAlert error={claim.error} />}
      {inbox.isPending && <PageSkeleton />}
      {inbox.isLoadingError && <ProblemAlert error={inbox.error} onRetry={() => void inbox.refetch()} />}
      {inbox.data !== undefined && pairings.length === 0 && filters.values.id === undefined && (
        <EmptyState title={t("inbox.empty")} hint={t("inbox.emptyHint")}>
          <Link className="button" to="/broker/inbox?show=all">
            {t("inbox.showAll")}
          </Link>
        </EmptyState>
      )}
      {inbox.data !== undefined && (pairings.length > 0 || filters.values.id !== undefined) && (
        <div className="inbox">
          <InboxList
            ref={list}
            pairings={pairings}
            unreadIds={unreadIds}
            chosenId={chosenId}
            onChoose={isWide ? choose : undefined}
            more={
              inbox.hasNextPage
                ? { onLoad: () => void inbox.fetchNextPage(), isLoading: inbox.isFetchingNextPage }
                : undefined
            }
          />
          {isWide && chosenId !== undefined && (
            <section className="inbox__detail card" aria-label={t("detailLabel")}>
              <PairingDetail key={chosenId} id={chosenId} isEmbedded onAct={keepChosen} />
            </section>
          )}
        </div>
      )}
    </>
  );
}
