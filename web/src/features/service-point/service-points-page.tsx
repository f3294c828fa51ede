import type { ServicePointYear } from "@market/shared";
import { useQuery } from "@tanstack/react-query";
import type { TableColumnsType } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { DownloadButton } from "../../components/download-button.tsx";
import { EmptyState } from "../../components/empty-state.tsx";
import { InstantText } from "../../components/instant-text.tsx";
import { MoneyText } from "../../components/money-text.tsx";
import { PageHeader } from "../../components/page-header.tsx";
import { PageSkeleton } from "../../components/page-skeleton.tsx";
import { ProblemAlert } from "../../components/problem-alert.tsx";
import { RecordTable } from "../../components/record-table.tsx";
import { useLanguage } from "../../i18n/use-language.ts";
import { useYear } from "../target/use-year.ts";
import { YearSelect } from "../target/year-select.tsx";
import { ledgerFilePath, ledgerQuery } from "./service-point-api.ts";

/** What each service point registered in a year, against the year before. */
export default function ServicePointsPage() {
  const { t } = useTranslation("service-point");
  const language = useLanguage();
  const { year, years, choose } = useYear();
  const ledger = useQuery(ledgerQuery(year));
  const columns = useLedgerColumns();

  if (ledger.isLoadingError) {
    return <ProblemAlert error={ledger.error} onRetry={() => void ledger.refetch()} />;
  }
  if (ledger.isPending) return <PageSkeleton />;
  const { data } = ledger;
  return (
    <div className="stack">
      <PageHeader
        title={t("title", { year })}
        subtitle={
          <>
            {t("asOf")} <InstantText at={data.asOf} />
          </>
        }
        actions={
          <>
            <YearSelect year={year} years={years} onChoose={choose} />
            <DownloadButton path={ledgerFilePath("csv")} query={{ year }}>
              {t("csv")}
            </DownloadButton>
            <DownloadButton path={ledgerFilePath("xlsx")} query={{ year }}>
              {t("xlsx")}
            </DownloadButton>
            <Link className="button button--small" to={`/targets?year=${year}`}>
              {t("targets")}
            </Link>
          </>
        }
      />
      <RecordTable
        label={t("title", { year })}
        items={data.points}
        keyOf={({ id }) => id}
        columns={columns}
        empty={<EmptyState title={t("empty")} hint={t("emptyHint")} />}
        sum={{ id: "", code: "", name: t("total"), ...data.total }}
      />
      <p className="alert alert--info">
        <strong>{t("definition")}</strong> {data.definition[language]}
      </p>
      <p className="muted">
        {data.support.note[language]} ({data.support.source} {data.support.measure})
      </p>
    </div>
  );
}

function useLedgerColumns(): TableColumnsType<ServicePointYear> {
  const { t } = useTranslation("service-point");
  return [
    {
      key: "name",
      title: t("name"),
      render: (_, { name, code }) => (
        <span>
          {name} {code !== "" && <span className="muted number">{code}</span>}
        </span>
      ),
    },
    { title: t("count"), dataIndex: "count", align: "right", sorter: (a, b) => a.count - b.count },
    {
      key: "totalFen",
      title: t("totalFen"),
      align: "right",
      sorter: (a, b) => a.totalFen - b.totalFen,
      render: (_, { totalFen }) => <MoneyText fen={totalFen} />,
    },
    {
      key: "technologyTotalFen",
      title: t("technologyTotalFen"),
      align: "right",
      render: (_, { technologyTotalFen }) => <MoneyText fen={technologyTotalFen} />,
    },
    {
      key: "previous",
      title: t("previous"),
      align: "right",
      render: (_, { previousTotalFen, previousCount }) => (
        <>
          <MoneyText fen={previousTotalFen} />{" "}
          <span className="muted">{t("contracts", { count: previousCount })}</span>
        </>
      ),
    },
    {
      key: "growth",
      title: t("growth"),
      align: "right",
      render: (_, { growth }) => <Growth share={growth} />,
    },
    { title: t("registered"), dataIndex: "registered", align: "right" },
    { title: t("corrected"), dataIndex: "corrected", align: "right" },
  ];
}

/** Growth by its sign, so that it reads without colour. */
function Growth({ share }: { share: number | null }) {
  const language = useLanguage();
  if (share === null) return <span className="muted">—</span>;
  const text = share.toLocaleString(language, {
    style: "percent",
    maximumFractionDigits: 1,
    signDisplay: "exceptZero",
  });
  return <span className="number">{text}</span>;
}
