import type { Contract } from "@market/shared";
import { useQuery } from "@tanstack/react-query";
import { Input, type TableColumnsType } from "antd";
import { useTranslation } from "react-i18next";
import { Link, NavLink, useNavigate } from "react-router";
import { DataTable } from "../../components/data-table.tsx";
import { EmptyState } from "../../components/empty-state.tsx";
import { PageHeader } from "../../components/page-header.tsx";
import { useUrlFilters } from "../../components/url-filters.ts";
import { ClockText } from "../contract/clock-text.tsx";
import { contractsQuery } from "../contract/contract-api.ts";
import { useContractColumns } from "../contract/contract-columns.tsx";
import "./registry.css";
import {
  daysSince,
  queueQuery,
  type RegistryQueue,
  registryQueueOf,
  registryQueues,
} from "./registry-queue.ts";

/** The registry's day: what waits, the longest first, and a way to any contract by number or words. */
export default function RegistryPage() {
  const { t } = useTranslation(["registry", "app"]);
  const navigate = useNavigate();
  const filters = useUrlFilters(["queue"]);
  const queue = registryQueueOf(filters.values.queue);
  const contracts = useQuery(contractsQuery({ ...queueQuery(queue), page: filters.page }));
  const columns = useQueueColumns();

  return (
    <>
      <PageHeader
        title={t("title")}
        subtitle={t("subtitle")}
        actions={
          <>
            <Input.Search
              className="registry-search"
              aria-label={t("search")}
              placeholder={t("search")}
              onSearch={(text) => {
                if (text.trim() !== "")
                  void navigate(`/contracts?${new URLSearchParams({ text: text.trim() })}`);
              }}
            />
            <Link className="button button--small" to="/registry/import">
              {t("import.title")}
            </Link>
          </>
        }
      />
      <nav className="registry-queues" aria-label={t("queues")}>
        {registryQueues.map((name) => (
          <QueueLink key={name} queue={name} isCurrent={name === queue} />
        ))}
      </nav>
      <DataTable
        query={contracts}
        columns={columns}
        label={t(`queue.${queue}`)}
        empty={
          <EmptyState title={t(`empty.${queue}`)} hint={t("emptyHint")}>
            <Link className="button" to="/contracts">
              {t("allContracts")}
            </Link>
          </EmptyState>
        }
      />
    </>
  );
}

function QueueLink({ queue, isCurrent }: { queue: RegistryQueue; isCurrent: boolean }) {
  const { t } = useTranslation("registry");
  const counted = useQuery(contractsQuery({ ...queueQuery(queue), pageSize: 1 }));
  const total = counted.data?.total;
  const classes = ["registry-queue"];
  if (isCurrent) classes.push("registry-queue--current");
  if (queue === "overdue" && total !== undefined && total > 0) classes.push("registry-queue--overdue");
  return (
    <NavLink
      className={classes.join(" ")}
      aria-current={isCurrent ? "page" : undefined}
      to={`?queue=${queue}`}
    >
      <span className="registry-queue__count number">{total ?? "–"}</span>
      <span>{t(`queue.${queue}`)}</span>
    </NavLink>
  );
}

/** The columns of every list of contracts, with the clock in the place of the day of registration. */
function useQueueColumns(): TableColumnsType<Contract> {
  const { t } = useTranslation(["registry", "procedure"]);
  const columns = useContractColumns();
  return [
    ...columns.filter(({ key }) => key !== "registeredAt"),
    {
      key: "clock",
      title: t("clock"),
      width: 150,
      render: (_, { submittedAt, needsReview, review, clock, dispute, amendment }) => (
        <span className="row">
          {clock !== null && clock.state !== "ended" && <ClockText clock={clock} />}
          {clock === null && submittedAt !== null && <Waiting since={submittedAt} />}
          {dispute !== null && <span className="tag tag--danger">{t("procedure:dispute.marked")}</span>}
          {needsReview && review === null && amendment === null && (
            <span className="tag tag--warning">{t("reviewMissing")}</span>
          )}
          {amendment !== null && <span className="tag tag--warning">{t("procedure:amendment.title")}</span>}
        </span>
      ),
    },
  ];
}

function Waiting({ since }: { since: string }) {
  const { t } = useTranslation("registry");
  return <span className="tag">{t("waited", { count: daysSince(since, new Date()) })}</span>;
}
