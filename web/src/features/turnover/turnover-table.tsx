import {
  contractTypes,
  districts,
  fields,
  type Turnover,
  type TurnoverDimension,
  type TurnoverGroup,
  type TurnoverQuery,
} from "@market/shared";
import { Table, type TableColumnsType } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { EmptyState } from "../../components/empty-state.tsx";
import { MoneyText } from "../../components/money-text.tsx";
import { useVocabulary } from "../../i18n/use-vocabulary.ts";
import { contractsPathOf, dimensionsOf } from "./turnover-filters.ts";

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
  const columns: TableColumnsType<TurnoverGroup> = [
    ...dimensions.map((dimension) => ({
      key: dimension,
      title: t(`dimension.${dimension}`),
      render: (_: unknown, { key }: TurnoverGroup) => labelOf(dimension, key[dimension] ?? ""),
      sorter: (one: TurnoverGroup, other: TurnoverGroup) =>
        (one.key[dimension] ?? "").localeCompare(other.key[dimension] ?? "", "zh"),
    })),
    {
      key: "count",
      title: t("count"),
      align: "right",
      className: "number",
      dataIndex: "count",
      sorter: (one, other) => one.count - other.count,
    },
    {
      key: "total",
      title: t("total"),
      align: "right",
      render: (_, { totalFen }) => <MoneyText fen={totalFen} />,
      sorter: (one, other) => one.totalFen - other.totalFen,
    },
    {
      key: "technologyTotal",
      title: t("technologyTotal"),
      align: "right",
      render: (_, { technologyTotalFen }) => <MoneyText fen={technologyTotalFen} />,
      sorter: (one, other) => one.technologyTotalFen - other.technologyTotalFen,
    },
    {
      key: "share",
      title: t("share"),
      align: "right",
      className: "number",
      render: (_, { totalFen }) =>
        turnover.totalFen === 0 ? "—" : `${((totalFen / turnover.totalFen) * 100).toFixed(1)}%`,
    },
    {
      key: "contracts",
      title: <span className="visually-hidden">{t("contracts")}</span>,
      render: (_, { key }) => {
        const path = contractsPathOf(key, query);
        return path !== null && <Link to={path}>{t("contracts")}</Link>;
      },
    },
  ];
  return (
    <Table<TurnoverGroup>
      aria-label={t("tableLabel")}
      rowKey={({ key }) => dimensions.map((dimension) => key[dimension]).join("\n")}
      columns={columns}
      dataSource={turnover.groups}
      loading={isLoading}
      scroll={{ x: "max-content" }}
      pagination={{ defaultPageSize: 36, hideOnSinglePage: true, showSizeChanger: false }}
      locale={{ emptyText: <EmptyState title={t("empty")} hint={t("emptyHint")} /> }}
      summary={() => (
        <Table.Summary.Row className="turnover-total">
          <Table.Summary.Cell index={0} colSpan={dimensions.length}>
            {t("sum")}
          </Table.Summary.Cell>
          <Table.Summary.Cell index={dimensions.length} align="right">
            <span className="number">{turnover.count}</span>
          </Table.Summary.Cell>
          <Table.Summary.Cell index={dimensions.length + 1} align="right">
            <MoneyText fen={turnover.totalFen} />
          </Table.Summary.Cell>
          <Table.Summary.Cell index={dimensions.length + 2} align="right">
            <MoneyText fen={turnover.technologyTotalFen} />
          </Table.Summary.Cell>
          <Table.Summary.Cell index={dimensions.length + 3} colSpan={2} />
        </Table.Summary.Row>
      )}
    />
  );
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
