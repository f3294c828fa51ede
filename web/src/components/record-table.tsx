import { Table, type TableColumnsType } from "antd";
import type { ReactNode } from "react";
import { RecordCards } from "./record-cards.tsx";
import { useIsNarrow } from "./use-is-narrow.ts";

interface RecordTableProps<Item extends object> {
  items: readonly Item[];
  keyOf: (item: Item) => string;
  columns: TableColumnsType<Item>;
  /** What the table shows, for who cannot see it. */
  label: string;
  isLoading?: boolean;
  /** In place of rows when there are none: says what to do next. */
  empty: ReactNode;
}

/** Records as a table, on a narrow screen as cards. */
export function RecordTable<Item extends object>(props: RecordTableProps<Item>) {
  const { items, keyOf, columns, label, isLoading = false, empty } = props;
  const isNarrow = useIsNarrow();
  if (isNarrow && items.length > 0) {
    return <RecordCards items={items} keyOf={keyOf} columns={columns} label={label} />;
  }
  return (
    <Table<Item>
      aria-label={label}
      rowKey={keyOf}
      columns={columns}
      dataSource={items}
      loading={isLoading}
      locale={{ emptyText: isLoading ? <div className="table-placeholder" /> : empty }}
      showHeader={!isNarrow}
      scroll={isNarrow ? {} : { x: "max-content" }}
      pagination={false}
    />
  );
}
