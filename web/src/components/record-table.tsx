import { Button, type TableColumnsType } from "antd";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { leafColumnsOf, type RecordColumn } from "./record-columns.ts";
import "./record-table.css";
import { useIsNarrow } from "./use-is-narrow.ts";
import { type Direction, useRecordOrder } from "./use-record-order.ts";

interface RecordTableProps<Item extends object> {
  items: readonly Item[];
  keyOf: (item: Item) => string;
  /** A column with a `sorter` can be ordered by. */
  columns: TableColumnsType<Item>;
  /** What the table shows, for who cannot see it. */
  label: string;
  isLoading?: boolean;
  /** In place of rows when there are none: says what to do next. */
  empty: ReactNode;
  /** How many are shown until the reader asks for all. */
  shownAtFirst?: number;
  /** The sum of all, set apart beneath them. */
  sum?: Item;
}

/**
 * Records as a table, on a narrow screen as cards. A plain table: the component library's own would weigh more than
 * all the rest of a page, for selecting and fixed columns that no list here has.
 */
export function RecordTable<Item extends object>(props: RecordTableProps<Item>) {
  const { items, keyOf, columns, label, isLoading = false, empty, sum } = props;
  const { t } = useTranslation();
  const isNarrow = useIsNarrow();
  const shownColumns = leafColumnsOf(columns);
  const { ordered, directionOf, orderBy } = useRecordOrder(items, shownColumns);
  const [showsAll, setShowsAll] = useState(false);
  if (isLoading)
    return <div className="record-table record-table--loading" role="status" aria-label={t("loading")} />;
  if (items.length === 0) return <div className="record-table">{empty}</div>;
  const shown = showsAll ? ordered : ordered.slice(0, props.shownAtFirst);
  return (
    <>
      {isNarrow ? (
        <ul className="record-cards" aria-label={label}>
          {shown.map((item) => (
            <RecordCard key={keyOf(item)} item={item} columns={shownColumns} />
          ))}
          {sum !== undefined && <RecordCard item={sum} columns={shownColumns} isSum />}
        </ul>
      ) : (
        <section className="record-table" aria-label={label}>
          <table>
            <thead>
              <tr>
                {shownColumns.map((column) => (
                  <HeaderCell
                    key={column.key}
                    column={column}
                    direction={directionOf(column.key)}
                    onOrder={() => orderBy(column.key)}
                  />
                ))}
              </tr>
            </thead>
            <tbody>
              {shown.map((item) => (
                <RecordRow key={keyOf(item)} item={item} columns={shownColumns} />
              ))}
            </tbody>
            {sum !== undefined && (
              <tfoot>
                <RecordRow item={sum} columns={shownColumns} />
              </tfoot>
            )}
          </table>
        </section>
      )}
      {shown.length < items.length && (
        <Button block className="record-table__more" onClick={() => setShowsAll(true)}>
          {t("showAll", { count: items.length })}
        </Button>
      )}
    </>
  );
}

interface HeaderCellProps<Item> {
  column: RecordColumn<Item>;
  direction: Direction | undefined;
  onOrder: () => void;
}

function HeaderCell<Item>({ column, direction, onOrder }: HeaderCellProps<Item>) {
  const { title, width, align, compare } = column;
  return (
    <th
      scope="col"
      align={align}
      aria-sort={direction}
      style={width === undefined ? undefined : { minWidth: width }}
    >
      {compare === undefined ? (
        title
      ) : (
        <button type="button" className="record-table__order" onClick={onOrder}>
          {title}
        </button>
      )}
    </th>
  );
}

function RecordRow<Item>({ item, columns }: { item: Item; columns: RecordColumn<Item>[] }) {
  return (
    <tr>
      {columns.map(({ key, align, contentOf }) => (
        <td key={key} align={align}>
          {contentOf(item)}
        </td>
      ))}
    </tr>
  );
}

interface RecordCardProps<Item> {
  item: Item;
  columns: RecordColumn<Item>[];
  isSum?: boolean;
}

function RecordCard<Item>({ item, columns, isSum = false }: RecordCardProps<Item>) {
  return (
    <li className={isSum ? "record-card record-card--sum" : "record-card"}>
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
