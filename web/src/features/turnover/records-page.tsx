import type { TurnoverRecordsQuery } from "@market/shared";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { DownloadButton } from "../../components/download-button.tsx";
import { today } from "../../components/instant.ts";
import { InstantText } from "../../components/instant-text.tsx";
import { formatFenExactly } from "../../components/money.ts";
import { PageHeader } from "../../components/page-header.tsx";
import { PageSkeleton } from "../../components/page-skeleton.tsx";
import { Pager } from "../../components/pager.tsx";
import { ProblemAlert } from "../../components/problem-alert.tsx";
import { StatTile } from "../../components/stat-tile.tsx";
import { useUrlFilters } from "../../components/url-filters.ts";
import { useLanguage } from "../../i18n/use-language.ts";
import { NarrowedTo } from "./narrowed-to.tsx";
import { RecordsTable } from "./records-table.tsx";
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
          <div className="stat-tiles turnover-sums">
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
