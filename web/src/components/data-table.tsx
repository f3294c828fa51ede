import type { Page } from "@market/shared";
import type { UseQueryResult } from "@tanstack/react-query";
import { Pagination, type TableColumnsType } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { ProblemAlert } from "./problem-alert.tsx";
import { RecordTable } from "./record-table.tsx";

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
  const { items = [], total = 0, pageSize = 20 } = query.data ?? {};
  return (
    <>
      <RecordTable
        items={items}
        keyOf={({ id }) => id}
        columns={columns}
        label={label}
        isLoading={query.isPending}
        empty={empty}
      />
      <Pagination
        className="table-pages"
        align="end"
        current={page}
        onChange={onPage}
        pageSize={pageSize}
        total={total}
        hideOnSinglePage
        showSizeChanger={false}
        showTotal={(count) => t("totalItems", { count })}
      />
    </>
  );
}
