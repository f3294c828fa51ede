import type { BrokerTurnover } from "@market/shared";
import { useQuery } from "@tanstack/react-query";
import { Segmented, type TableColumnsType } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { DayRange } from "../../components/day-range.tsx";
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
import { RecordsTable } from "./records-table.tsx";
import "./turnover.css";
import { ownTurnoverQuery } from "./turnover-api.ts";

/** What came of a broker's work: their own turnover, this year's unless another period is chosen. */
export default function OwnTurnoverPage() {
  const { t } = useTranslation("turnover");
  const language = useLanguage();
  const filters = useUrlFilters(["from", "to", "basis"]);
  const { from = `${today().slice(0, "YYYY".length)}-01-01`, to } = filters.values;
  const basis = filters.values.basis === "absorption" ? "absorption" : "output";
  const turnover = useQuery(ownTurnoverQuery({ from, to, basis, page: filters.page }, language));
  const { data } = turnover;
  return (
    <div className="stack turnover">
      <PageHeader
        title={t("own.title")}
        subtitle={
          <>
            {t("own.subtitle")}
            {data !== undefined && (
              <>
                {" · "}
                {t("asOf")} <InstantText at={data.asOf} />
              </>
            )}
          </>
        }
      />
      <search className="turnover-filters" aria-label={t("filters.label")}>
        <Segmented
          aria-label={t("filters.basis")}
          value={basis}
          onChange={(chosen) => filters.set({ basis: chosen === "output" ? null : chosen })}
          options={(["output", "absorption"] as const).map((value) => ({
            value,
            label: t(`basis.${value}`),
          }))}
        />
        <DayRange
          from={from}
          to={to}
          fromLabel={t("filters.from")}
          toLabel={t("filters.to")}
          onChange={(days) => filters.set(days)}
        />
      </search>
      {turnover.isPending && <PageSkeleton />}
      {turnover.isLoadingError && (
        <ProblemAlert error={turnover.error} onRetry={() => void turnover.refetch()} />
      )}
      {data?.total === 0 && (
        <EmptyState title={t("own.empty")} hint={t("own.emptyHint")}>
          <Link className="button" to="/broker/pipeline">
            {t("own.toPipeline")}
          </Link>
        </EmptyState>
      )}
      {data !== undefined && data.total > 0 && (
        <>
          <div className="stat-tiles turnover-sums">
            <StatTile label={t("total")} value={formatFenExactly(data.totalFen, language)} />
            <StatTile
              label={t("technologyTotal")}
              value={formatFenExactly(data.technologyTotalFen, language)}
            />
            <StatTile label={t("count")} value={data.count.toLocaleString(language)} />
            <StatTile
              label={t("corrections.tile")}
              value={formatFenExactly(data.corrections.totalFen, language)}
            />
          </div>
          <section className="card">
            <h2>{t("own.months")}</h2>
            <MonthsTable months={data.months} />
          </section>
          <section className="card">
            <h2>{t("own.records")}</h2>
            <RecordsTable records={data.items} isLoading={turnover.isPlaceholderData} />
            <Pager
              page={data.page}
              pageSize={data.pageSize}
              total={data.total}
              hrefOf={(page) => filters.with({ page })}
            />
          </section>
        </>
      )}
      {data !== undefined && (
        <p className="alert alert--info">
          <strong>{t("definition")}</strong> {data.definition} {data.attribution}
        </p>
      )}
    </div>
  );
}

function MonthsTable({ months }: Pick<BrokerTurnover, "months">) {
  const { t } = useTranslation("turnover");
  const language = useLanguage();
  const columns: TableColumnsType<BrokerTurnover["months"][number]> = [
    { key: "month", title: t("own.month"), dataIndex: "month" },
    { key: "count", title: t("count"), align: "right", dataIndex: "count" },
    {
      key: "total",
      title: t("total"),
      align: "right",
      render: (_, { totalFen }) => formatFenExactly(totalFen, language),
    },
    {
      key: "technologyTotal",
      title: t("technologyTotal"),
      align: "right",
      render: (_, { technologyTotalFen }) => formatFenExactly(technologyTotalFen, language),
    },
  ];
  return (
    <RecordTable
      items={months}
      keyOf={({ month }) => month}
      columns={columns}
      label={t("own.months")}
      empty={<EmptyState title={t("own.empty")} hint={t("own.emptyHint")} />}
    />
  );
}
