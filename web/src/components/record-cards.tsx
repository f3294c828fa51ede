import type { TableColumnsType } from "antd";
import type { ReactNode } from "react";
import "./record-cards.css";

interface RecordCardsProps<Item extends object> {
  items: readonly Item[];
  keyOf: (item: Item) => string;
  columns: TableColumnsType<Item>;
  label: string;
}

type LeafColumn<Item> = Extract<TableColumnsType<Item>[number], { dataIndex?: unknown }>;

/** A table's rows for a screen too narrow for a table: each a card, each column a line of it. */
export function RecordCards<Item extends object>(props: RecordCardsProps<Item>) {
  const { items, keyOf, columns, label } = props;
  const shown = (columns as LeafColumn<Item>[]).filter((column) => column.hidden !== true);
  return (
    <ul className="record-cards" aria-label={label}>
      {items.map((item, index) => (
        <li key={keyOf(item)} className="record-card">
          {shown.map((column) => {
            const content = contentOf(column, item, index);
            if (content === null || content === undefined || content === false || content === "") return null;
            return (
              <div key={String(column.key ?? column.dataIndex)} className="record-card__line">
                <span className="record-card__label">{column.title as ReactNode}</span>
                <div className="record-card__value">{content}</div>
              </div>
            );
          })}
        </li>
      ))}
    </ul>
  );
}

function contentOf<Item>(column: LeafColumn<Item>, item: Item, index: number): ReactNode {
  const value = typeof column.dataIndex === "string" ? item[column.dataIndex as keyof Item] : undefined;
  return (column.render?.(value, item, index) ?? value) as ReactNode;
}
