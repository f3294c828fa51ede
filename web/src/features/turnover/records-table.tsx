import type { TurnoverRecord } from "@market/shared";
import type { TableColumnsType } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { EmptyState } from "../../components/empty-state.tsx";
import { InstantText } from "../../components/instant-text.tsx";
import { formatFenExactly } from "../../components/money.ts";
import { RecordTable } from "../../components/record-table.tsx";
import { useLanguage } from "../../i18n/use-language.ts";

interface RecordsTableProps {
  records: readonly TurnoverRecord[];
  isLoading: boolean;
}

/** The lines behind a figure, signs and all, each leading to its contract and its pairing. */
export function RecordsTable({ records, isLoading }: RecordsTableProps) {
  const { t } = useTranslation("turnover");
  const language = useLanguage();
  const columns: TableColumnsType<TurnoverRecord> = [
    {
      key: "contract",
      title: t("records.contract"),
      render: (_, { contract }) => (
        <>
          <Link to={`/contracts/${contract.id}`}>{contract.title || t("records.untitled")}</Link>
          {contract.number !== null && <div className="muted number">{contract.number}</div>}
        </>
      ),
    },
    {
      key: "kind",
      title: t("records.kind"),
      render: (_, { kind, sign }) => (
        <span className={kind === "registration" ? "tag" : "tag tag--warning"}>
          {kind === "amendment" ? t(sign === 1 ? "kind.amendedTo" : "kind.amendedFrom") : t(`kind.${kind}`)}
        </span>
      ),
    },
    {
      key: "amount",
      title: t("total"),
      align: "right",
      render: (_, { sign, amountFen }) => (
        <span className={sign === 1 ? "number" : "number turnover-change--down"}>
          {sign === 1 ? "+" : ""}
          {formatFenExactly(amountFen, language)}
        </span>
      ),
    },
    { key: "registeredOn", title: t("date.registered"), dataIndex: "registeredOn" },
    { key: "signedOn", title: t("date.signed"), dataIndex: "signedOn" },
    { key: "at", title: t("records.at"), render: (_, { at }) => <InstantText at={at} /> },
    {
      key: "parties",
      title: t("records.parties"),
      render: (_, { label }) => `${label.seller} → ${label.buyer}`,
    },
    { key: "type", title: t("dimension.type"), render: (_, { label }) => label.type },
    {
      key: "pairing",
      title: t("records.pairing"),
      render: (_, { pairing }) =>
        pairing === null ? (
          <span className="muted">—</span>
        ) : (
          <Link to={`/pairings/${pairing.id}`}>{t("records.openPairing")}</Link>
        ),
    },
  ];
  return (
    <RecordTable<TurnoverRecord>
      label={t("records.title")}
      keyOf={({ contract, at, kind, sign }) => `${contract.id} ${at} ${kind} ${sign}`}
      columns={columns}
      items={records}
      isLoading={isLoading}
      empty={<EmptyState title={t("empty")} hint={t("emptyHint")} />}
    />
  );
}
