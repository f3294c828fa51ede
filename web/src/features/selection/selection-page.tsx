import { CallStatusSchema, type SelectionCall } from "@market/shared";
import { useQuery } from "@tanstack/react-query";
import { Select, type TableColumnsType } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { DataTable } from "../../components/data-table.tsx";
import { EmptyState } from "../../components/empty-state.tsx";
import { DayText } from "../../components/instant-text.tsx";
import { PageHeader } from "../../components/page-header.tsx";
import { useUrlFilters } from "../../components/url-filters.ts";
import { CallStatusTag } from "./call-status-tag.tsx";
import { callsQuery } from "./selection-api.ts";

/** The office's calls, the newest first. */
export default function SelectionPage() {
  const { t } = useTranslation(["selection", "app"]);
  const filters = useUrlFilters(["status"]);
  const calls = useQuery(callsQuery({ ...filters.values, page: filters.page }));

  const columns: TableColumnsType<SelectionCall> = [
    {
      title: t("call"),
      key: "title",
      width: 320,
      render: (_, call) => (
        <Link className="table-title" to={`/selection/${call.id}`}>
          {call.title}
        </Link>
      ),
    },
    { title: t("app:status"), key: "status", render: (_, call) => <CallStatusTag status={call.status} /> },
    { title: t("batch"), key: "batch", render: (_, call) => call.batch ?? "–" },
    {
      title: t("step.open"),
      key: "nominations",
      render: (_, call) => (
        <>
          <DayText day={call.nominationsOpenOn} /> – <DayText day={call.nominationsCloseOn} />
        </>
      ),
    },
    { title: t("reviewUntil"), key: "review", render: (_, call) => <DayText day={call.reviewUntil} /> },
    {
      title: t("plannedReleaseOn"),
      key: "release",
      render: (_, call) => <DayText day={call.plannedReleaseOn} />,
    },
  ];
  return (
    <>
      <PageHeader
        title={t("title")}
        subtitle={t("hint")}
        actions={
          <>
            <Link className="button" to="/selection/nominated">
              {t("single.title")}
            </Link>
            <Link className="button button--primary" to="/selection/new">
              {t("newCall")}
            </Link>
          </>
        }
      />
      <div className="row filter-row">
        <Select
          className="filter-select"
          aria-label={t("app:status")}
          allowClear
          placeholder={t("anyStatus")}
          value={filters.values.status ?? null}
          onChange={(status) => filters.set({ status })}
          options={CallStatusSchema.enum.map((value) => ({ value, label: t(`status.${value}`) }))}
        />
      </div>
      <DataTable
        label={t("title")}
        query={calls}
        columns={columns}
        empty={
          <EmptyState title={t("empty")} hint={t("emptyHint")}>
            <Link className="button button--primary" to="/selection/new">
              {t("newCall")}
            </Link>
          </EmptyState>
        }
      />
    </>
  );
}
