import type { TurnoverRecord, TurnoverRecordsQuery } from "@market/shared";
import { useQuery } from "@tanstack/react-query";
import type { TableColumnsType } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { DownloadButton } from "../../components/download-button.tsx";
import { EmptyState } from "../../components/empty-state.tsx";
import { today } from "../../components/instant.ts";
import { InstantText } from "../../components/instant-text.tsx";
import { formatFenExactly } from "../../components/money.ts";
import { PageHeader } from "../../components/page-header.tsx";
import { PageSkeleton } from "../../components/page-skeleton.tsx";
import { Pager } from "../../components/pager.tsx";
import { ProblemAlert } from "../../components/problem-alert.tsx";
import { RecordTable } from "../../components/record-table.tsx";
import { StatTile } from "../../components/stat-tile.tsx";
import { useUrlFilters } from "../../components/url-filters.ts";
import { useLanguage } from "../../i18n/use-language.ts";
import { NarrowedTo } from "./narrowed-to.tsx";
import { recordsFilePath, turnoverRecordsQuery } from "./turnover-api.ts";
import "./turnover.css";
import { TurnoverFilterBar } from "./turnover-filter-bar.tsx";
import { turnoverFilterNames, turnoverQueryOf } from "./turnover-filters.ts";

/** What stands behind a figure: every registration and correction, each leading to its contract and its pairing. */
export default function TurnoverRecordsPage() {
  const { t } = useTranslation("turnover");
  const language = useLanguage();
  const filters = useUrlFilters(turnoverFilterNames);
  const { by: _, ...question } = turnoverQueryOf(filters.values, today());
  const onlyCorrections = filters.values.corrections === "true";
  const query: TurnoverRecordsQuery = { ...question, ...(onlyCorrections && { corrections: true }) };
  const records = useQuery(turnoverRecordsQuery({ ...query, page: filters.page }, language));

  return (
    <div className="stack turnover">
      <PageHeader
        title={t("records.title")}
        subtitle={
          <>
            <Link to={`/turnover${filters.with({ corrections: null })}`}>{t("records.back")}</Link>
            {records.data !== undefined && (
              <>
                {" · "}
                {t("asOf")} <InstantText at={records.data.asOf} />
              </>
            )}
          </>
        }
        actions={
          <>
            <DownloadButton path={recordsFilePath("csv", query)}>{t("csv")}</DownloadButton>
            <DownloadButton path={recordsFilePath("xlsx", query)}>{t("xlsx")}</DownloadButton>
          </>
        }
      />
      <TurnoverFilterBar filters={filters} query={question} />
      <label className="row">
        <input
          type="checkbox"
          checked={onlyCorrections}
          onChange={({ target }) => filters.set({ corrections: target.checked ? "true" : null })}
        />
        {t("records.onlyCorrections")}
      </label>
      {records.isPending && <PageSkeleton />}
      {records.isLoadingError && (
        <ProblemAlert error={records.error} onRetry={() => void records.refetch()} />
      )}
      {records.data !== undefined && (
        <>
          <NarrowedTo keys={records.data.narrowedTo} filters={filters} />
          <div className="stat-tiles">
            <StatTile label={t("total")} value={formatFenExactly(records.data.totalFen, language)} />
            <StatTile label={t("count")} value={records.data.count.toLocaleString()} />
            <StatTile
              label={t("corrections.tile")}
              value={formatFenExactly(records.data.corrections.totalFen, language)}
            />
            <StatTile label={t("records.total")} value={records.data.total.toLocaleString()} />
          </div>
          <RecordsTable records={records.data.items} isLoading={records.isPlaceholderData} />
          <Pager
            page={records.data.page}
            pageSize={records.data.pageSize}
            total={records.data.total}
            hrefOf={(page) => filters.with({ page })}
          />
          <p className="alert alert--info">
            <strong>{t("definition")}</strong> {records.data.definition}
          </p>
        </>
      )}
    </div>
  );
}

function RecordsTable({ records, isLoading }: { records: TurnoverRecord[]; isLoading: boolean }) {
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
