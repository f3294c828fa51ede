import type { TableColumnsType } from "antd";
import type { ReactNode } from "react";

/** One column of a table of records, worked out. */
export interface RecordColumn<Item> {
  key: string;
  title: ReactNode;
  width: number | string | undefined;
  align: "left" | "right" | "center" | undefined;
  contentOf: (item: Item) => ReactNode;
  /** Puts records in this column's order; `undefined` where the column has none. */
  compare: ((one: Item, other: Item) => number) | undefined;
}

type LeafColumn<Item> = Extract<TableColumnsType<Item>[number], { dataIndex?: unknown }>;

/** The columns that are shown, each with what it shows of a record: what it renders, else the value it is named after. */
export function leafColumnsOf<Item>(columns: TableColumnsType<Item>): RecordColumn<Item>[] {
  return (columns as LeafColumn<Item>[])
    .filter((column) => column.hidden !== true)
    .map((column) => ({
      key: String(column.key ?? column.dataIndex),
      title: column.title as ReactNode,
      width: column.width,
      align: column.align === "right" || column.align === "center" ? column.align : undefined,
      compare: typeof column.sorter === "function" ? column.sorter : undefined,
      contentOf: (item) => {
        const value = typeof column.dataIndex === "string" ? item[column.dataIndex as keyof Item] : undefined;
        return (column.render === undefined ? value : column.render(value, item, 0)) as ReactNode;
      },
    }));
}
