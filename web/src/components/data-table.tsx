import type { Page } from "@market/shared";
import type { UseQueryResult } from "@tanstack/react-query";
import { Table, type TableColumnsType } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { ProblemAlert } from "./problem-alert.tsx";

interface DataTableProps<Item extends { id: string }> {
  query: UseQueryResult<Page<Item>, Error>;
  columns: TableColumnsType<Item>;
  page: number;
  onPage: (page: number) => void;
  /** What the table shows, for who cannot see it. */
  label: string;
  /** In place of rows when there are none: says what to do next. */
  empty: ReactNode;
}

/** One page of a list as a table, with its empty, loading and error states. */
export function DataTable<Item extends { id: string }>(props: DataTableProps<Item>) {
  const { t } = useTranslation();
  const { query, columns, page, onPage, label, empty } = props;
  if (query.isError) return <ProblemAlert error={query.error} onRetry={() => void query.refetch()} />;
  return (
    <Table<Item>
      aria-label={label}
      rowKey="id"
      columns={columns}
      dataSource={query.data?.items ?? []}
      loading={query.isFetching && query.data === undefined}
      locale={{ emptyText: query.isPending ? <div className="table-placeholder" /> : empty }}
      scroll={{ x: "max-content" }}
      pagination={{
        current: page,
        onChange: onPage,
        pageSize: query.data?.pageSize ?? 20,
        total: query.data?.total ?? 0,
        hideOnSinglePage: true,
        showSizeChanger: false,
        showTotal: (count) => t("totalItems", { count }),
      }}
    />
  );
}
