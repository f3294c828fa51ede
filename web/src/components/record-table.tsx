import type { TableColumnsType } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { leafColumnsOf, type RecordColumn } from "./record-columns.ts";
import "./record-table.css";
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

/**
 * Records as a table, on a narrow screen as cards. A plain table: the component library's own would weigh more than
 * all the rest of a page, for sorting, selecting and fixed columns that no list here has.
 */
export function RecordTable<Item extends object>(props: RecordTableProps<Item>) {
  const { items, keyOf, columns, label, isLoading = false, empty } = props;
  const { t } = useTranslation();
  const isNarrow = useIsNarrow();
  const shown = leafColumnsOf(columns);
  if (isLoading)
    return <div className="record-table record-table--loading" role="status" aria-label={t("loading")} />;
  if (items.length === 0) return <div className="record-table">{empty}</div>;
  if (isNarrow) {
    return (
      <ul className="record-cards" aria-label={label}>
        {items.map((item) => (
          <RecordCard key={keyOf(item)} item={item} columns={shown} />
        ))}
      </ul>
    );
  }
  return (
    <section className="record-table" aria-label={label}>
      <table>
        <thead>
          <tr>
            {shown.map(({ key, title, width }) => (
              <th key={key} scope="col" style={width === undefined ? undefined : { minWidth: width }}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <tr key={keyOf(item)}>
              {shown.map(({ key, align, contentOf }) => (
                <td key={key} align={align}>
                  {contentOf(item)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function RecordCard<Item>({ item, columns }: { item: Item; columns: RecordColumn<Item>[] }) {
  return (
    <li className="record-card">
      {columns.map(({ key, title, contentOf }) => {
        const content = contentOf(item);
        if (content === null || content === undefined || content === false || content === "") return null;
        return (
          <div key={key} className="record-card__line">
            <span className="record-card__label">{title}</span>
            <div className="record-card__value">{content}</div>
          </div>
        );
      })}
    </li>
  );
}
