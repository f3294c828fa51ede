import type { Turnover, TurnoverGroup, TurnoverQuery } from "@market/shared";
import type { TableColumnsType } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { EmptyState } from "../../components/empty-state.tsx";
import { MoneyText } from "../../components/money-text.tsx";
import { RecordTable } from "../../components/record-table.tsx";
import { dimensionsOf, narrowedPathOf, recordsPathOf } from "./turnover-filters.ts";
import { YearOnYear } from "./year-on-year.tsx";

/** Three years by month. */
const SHOWN_AT_FIRST = 36;

interface TurnoverTableProps {
  turnover: Turnover;
  query: TurnoverQuery & { by: string };
  isLoading: boolean;
}

/** The groups with their sums, the totals beneath. A group's name narrows the page to it, its sums lead to the records. */
export function TurnoverTable({ turnover, query, isLoading }: TurnoverTableProps) {
  const { t } = useTranslation("turnover");
  const dimensions = dimensionsOf(query);
  const isCompared = turnover.comparison !== null;
  const sum: TurnoverGroup = {
    key: {},
    label: {},
    count: turnover.count,
    totalFen: turnover.totalFen,
    technologyTotalFen: turnover.technologyTotalFen,
    corrections: turnover.corrections,
    previous: turnover.comparison,
    share: turnover.totalFen === 0 ? null : 1,
    rank: 0,
  };
  const columns: TableColumnsType<TurnoverGroup> = [
    ...dimensions.map((dimension, index) => ({
      key: dimension,
      title: t(`dimension.${dimension}`),
      render: (_: unknown, group: TurnoverGroup) => {
        if (group === sum) return index === 0 && t("sum");
        return (
          <Link to={narrowedPathOf(query, { [dimension]: group.key[dimension] ?? "" })}>
            {group.label[dimension]}
          </Link>
        );
      },
      sorter: (one: TurnoverGroup, other: TurnoverGroup) =>
        (one.label[dimension] ?? "").localeCompare(other.label[dimension] ?? "", "zh"),
    })),
    {
      key: "count",
      title: t("count"),
      align: "right",
      render: (_, group) => <span className="number">{group.count.toLocaleString()}</span>,
      sorter: (one, other) => one.count - other.count,
    },
    {
      key: "total",
      title: t("total"),
      align: "right",
      render: (_, group) => (
        <Link to={recordsPathOf(query, group.key)}>
          <MoneyText fen={group.totalFen} />
        </Link>
      ),
      sorter: (one, other) => one.totalFen - other.totalFen,
    },
    {
      key: "technologyTotal",
      title: t("technologyTotal"),
      align: "right",
      render: (_, group) => <MoneyText fen={group.technologyTotalFen} />,
      sorter: (one, other) => one.technologyTotalFen - other.technologyTotalFen,
    },
    {
      key: "share",
      title: t("share"),
      align: "right",
      render: (_, group) => <span className="number">{shareText(group.share)}</span>,
    },
    {
      key: "rank",
      title: t("rank"),
      align: "right",
      render: (_, group) => group !== sum && <span className="number">{group.rank}</span>,
      sorter: (one, other) => one.rank - other.rank,
    },
    {
      key: "yearOnYear",
      title: t("yearOnYear"),
      align: "right",
      hidden: !isCompared,
      render: (_, group) => <YearOnYear totalFen={group.totalFen} previous={group.previous} />,
      sorter: (one, other) => growthOf(one) - growthOf(other),
    },
    {
      key: "corrections",
      title: t("corrections.column"),
      align: "right",
      render: (_, group) =>
        group.corrections.totalFen === 0 && group.corrections.count === 0 ? (
          <span className="muted">—</span>
        ) : (
          <Link to={recordsPathOf(query, group.key, { onlyCorrections: true })}>
            <MoneyText fen={group.corrections.totalFen} />
          </Link>
        ),
    },
  ];
  return (
    <RecordTable<TurnoverGroup>
      label={t("tableLabel")}
      keyOf={({ key }) => dimensions.map((dimension) => key[dimension]).join("\n")}
      columns={columns}
      items={turnover.groups}
      isLoading={isLoading}
      empty={<EmptyState title={t("empty")} hint={t("emptyHint")} />}
      shownAtFirst={SHOWN_AT_FIRST}
      sum={sum}
    />
  );
}

function shareText(share: number | null): string {
  return share === null ? "—" : `${(share * 100).toFixed(1)}%`;
}

/** What a group gained on the year before; new ones come first. */
function growthOf({ totalFen, previous }: TurnoverGroup): number {
  return previous === null || previous.totalFen <= 0
    ? Number.POSITIVE_INFINITY
    : totalFen / previous.totalFen;
}
