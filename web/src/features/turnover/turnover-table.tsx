import {
  contractTypes,
  districts,
  fields,
  type Turnover,
  type TurnoverDimension,
  type TurnoverGroup,
  type TurnoverQuery,
} from "@market/shared";
import type { TableColumnsType } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { EmptyState } from "../../components/empty-state.tsx";
import { MoneyText } from "../../components/money-text.tsx";
import { RecordTable } from "../../components/record-table.tsx";
import { useVocabulary } from "../../i18n/use-vocabulary.ts";
import { contractsPathOf, dimensionsOf } from "./turnover-filters.ts";

/** Three years by month. */
const SHOWN_AT_FIRST = 36;

interface TurnoverTableProps {
  turnover: Turnover;
  query: TurnoverQuery & { by: string };
  isLoading: boolean;
}

/** The groups with their sums, the totals beneath, and a way from each to its contracts. */
export function TurnoverTable({ turnover, query, isLoading }: TurnoverTableProps) {
  const { t } = useTranslation("turnover");
  const dimensions = dimensionsOf(query);
  const labelOf = useKeyLabel();
  const { count, totalFen, technologyTotalFen } = turnover;
  const sum: TurnoverGroup = { key: {}, count, totalFen, technologyTotalFen };
  const columns: TableColumnsType<TurnoverGroup> = [
    ...dimensions.map((dimension, index) => ({
      key: dimension,
      title: t(`dimension.${dimension}`),
      render: (_: unknown, group: TurnoverGroup) => {
        if (group === sum) return index === 0 && t("sum");
        return labelOf(dimension, group.key[dimension] ?? "");
      },
      sorter: (one: TurnoverGroup, other: TurnoverGroup) =>
        (one.key[dimension] ?? "").localeCompare(other.key[dimension] ?? "", "zh"),
    })),
    {
      key: "count",
      title: t("count"),
      align: "right",
      render: (_, group) => <span className="number">{group.count}</span>,
      sorter: (one, other) => one.count - other.count,
    },
    {
      key: "total",
      title: t("total"),
      align: "right",
      render: (_, group) => <MoneyText fen={group.totalFen} />,
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
      render: (_, group) => <span className="number">{shareOf(group.totalFen, totalFen)}</span>,
    },
    {
      key: "contracts",
      title: <span className="visually-hidden">{t("contracts")}</span>,
      render: (_, group) => {
        const path = group === sum ? null : contractsPathOf(group.key, query);
        return path !== null && <Link to={path}>{t("contracts")}</Link>;
      },
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

function shareOf(partFen: number, wholeFen: number): string {
  return wholeFen === 0 ? "—" : `${((partFen / wholeFen) * 100).toFixed(1)}%`;
}

/** A group's key in the reader's language; what is not stated says so. */
function useKeyLabel(): (dimension: TurnoverDimension, key: string) => string {
  const { t } = useTranslation("turnover");
  const typeOf = useVocabulary(contractTypes).labelOf;
  const fieldOf = useVocabulary(fields).labelOf;
  const districtOf = useVocabulary(districts).labelOf;
  return (dimension, key) => {
    if (key === "") return t("notStated");
    switch (dimension) {
      case "type":
        return typeOf(key);
      case "field":
        return fieldOf(key);
      case "district":
        return districtOf(key);
      case "month":
      case "seller":
      case "buyer":
        return key;
      default:
        return dimension satisfies never;
    }
  };
}
