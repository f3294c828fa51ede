import type { Page } from "@market/shared";
import type { UseQueryResult } from "@tanstack/react-query";
import type { TableColumnsType } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Pager } from "./pager.tsx";
import { ProblemAlert } from "./problem-alert.tsx";
import { RecordTable } from "./record-table.tsx";
import { useUrlFilters } from "./url-filters.ts";

interface DataTableProps<Item extends { id: string }> {
  query: UseQueryResult<Page<Item>, Error>;
  columns: TableColumnsType<Item>;
  /** What the table shows, for who cannot see it. */
  label: string;
  /** In place of rows when there are none: says what to do next. */
  empty: ReactNode;
}

/** One page of a list as a table, with its empty, loading and error states; the page stands in the address. */
export function DataTable<Item extends { id: string }>(props: DataTableProps<Item>) {
  const { t } = useTranslation();
  const { query, columns, label, empty } = props;
  const filters = useUrlFilters([]);
  if (query.isLoadingError) return <ProblemAlert error={query.error} onRetry={() => void query.refetch()} />;
  const { items = [], total = 0, page = 1, pageSize = 20 } = query.data ?? {};
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
      {total > 0 && (
        <div className="row table-foot">
          <span className="muted">{t("totalItems", { count: total })}</span>
          <Pager
            page={page}
            pageSize={pageSize}
            total={total}
            hrefOf={(next) => filters.with({ page: next })}
          />
        </div>
      )}
    </>
  );
}
