import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Grid } from "antd";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate } from "react-router";
import { EmptyState } from "../../components/empty-state.tsx";
import { PageHeader } from "../../components/page-header.tsx";
import { PageSkeleton } from "../../components/page-skeleton.tsx";
import { ProblemAlert } from "../../components/problem-alert.tsx";
import { useUrlFilters } from "../../components/url-filters.ts";
import { unreadNotificationsQuery } from "../notification/notification-api.ts";
import { InboxFilters } from "./inbox-filter-bar.tsx";
import { inboxFilterNames, inboxQueryOf } from "./inbox-filters.ts";
import { InboxList } from "./inbox-list.tsx";
import { inboxQuery, useActOnPairing } from "./pairing-api.ts";
import { PairingDetail } from "./pairing-detail.tsx";
import { useInboxKeys } from "./use-inbox-keys.ts";
import "./pairing.css";

/** A broker's live list of pairings, worked through by keyboard; beside it, where there is room, the chosen one. */
export default function BrokerInboxPage() {
  const { t } = useTranslation(["pairing", "app"]);
  const navigate = useNavigate();
  const isWide = Grid.useBreakpoint().lg === true;
  const list = useRef<HTMLUListElement>(null);
  const filters = useUrlFilters(inboxFilterNames);
  const inbox = useInfiniteQuery(inboxQuery(inboxQueryOf(filters.values)));
  const unread = useQuery(unreadNotificationsQuery);

  const pairings = inbox.data?.pages.flatMap((page) => page.items) ?? [];
  const total = inbox.data?.pages.at(-1)?.total ?? 0;
  const unreadIds = new Set(unread.data?.items.flatMap(({ pairing }) => pairing?.id ?? []));
  // A chosen pairing that an act has moved out of the list stays chosen, so that its next step is at hand.
  const chosenId = filters.values.id ?? (isWide ? pairings[0]?.id : undefined);
  const chosenIndex = pairings.findIndex(({ id }) => id === chosenId);
  const chosen = pairings[chosenIndex];
  const lastIndex = useRef(0);
  useEffect(() => {
    if (chosenIndex !== -1) lastIndex.current = chosenIndex;
  }, [chosenIndex]);
  const claim = useActOnPairing(chosenId ?? "");

  const choose = (id: string) => {
    filters.set({ id });
    list.current?.querySelector<HTMLElement>(`[data-id="${id}"]`)?.focus();
  };
  useInboxKeys({
    onMove: (step) => {
      // Where the chosen one has left the list, the next one has moved into its place.
      const target = chosenIndex === -1 ? lastIndex.current + Math.min(0, step) : chosenIndex + step;
      const next = pairings[Math.min(pairings.length - 1, Math.max(0, target))];
      if (next !== undefined) choose(next.id);
    },
    onOpen: () => {
      if (chosenId !== undefined) void navigate(`/pairings/${chosenId}`);
    },
    onClaim: () => {
      if (chosen?.acts.includes("claim") && !claim.isPending) claim.mutate({ act: "claim" });
    },
  });

  return (
    <>
      <PageHeader
        title={t("inbox.title")}
        subtitle={
          <>
            {t("inbox.subtitle")} <Link to="/broker/wishes">{t("inbox.wishes")}</Link>
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
              <PairingDetail key={chosenId} id={chosenId} isEmbedded />
            </section>
          )}
        </div>
      )}
    </>
  );
}
