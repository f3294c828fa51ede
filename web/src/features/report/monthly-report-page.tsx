import { monthOf } from "@market/shared";
import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { DownloadButton } from "../../components/download-button.tsx";
import { InstantText } from "../../components/instant-text.tsx";
import { PageHeader } from "../../components/page-header.tsx";
import { PageSkeleton } from "../../components/page-skeleton.tsx";
import { ProblemAlert } from "../../components/problem-alert.tsx";
import { useUrlFilters } from "../../components/url-filters.ts";
import { useLanguage } from "../../i18n/use-language.ts";
import { MonthlyReportBody } from "./monthly-report-body.tsx";
import "./report.css";
import { monthlyReportFilePath, monthlyReportQuery } from "./report-api.ts";

const MONTH = /^20\d{2}-(0[1-9]|1[0-2])$/;

/** The report of a month, made to be printed: what is for the screen only stays off the paper. */
export default function MonthlyReportPage() {
  const { t } = useTranslation("report");
  const language = useLanguage();
  const filters = useUrlFilters(["month"]);
  const running = monthOf(new Date());
  const { month: asked = "" } = filters.values;
  const month = MONTH.test(asked) ? asked : running;
  const report = useQuery(monthlyReportQuery(month, language));

  if (report.isPending) return <PageSkeleton />;
  return (
    <div className="stack report">
      <PageHeader
        title={t("title", { month })}
        subtitle={
          report.data !== undefined && (
            <>
              {t("asOf")} <InstantText at={report.data.asOf} />
              {month === running && <> · {t("running")}</>}
            </>
          )
        }
        actions={
          <div className="row report-tools">
            <label className="row">
              {t("month")}
              <input
                className="input report-month"
                type="month"
                value={month}
                max={running}
                onChange={(event) => filters.set({ month: event.target.value })}
              />
            </label>
            <Button type="primary" disabled={report.data === undefined} onClick={() => window.print()}>
              {t("print")}
            </Button>
            <DownloadButton path={monthlyReportFilePath("csv")} query={{ month }}>
              {t("csv")}
            </DownloadButton>
            <DownloadButton path={monthlyReportFilePath("xlsx")} query={{ month }}>
              {t("xlsx")}
            </DownloadButton>
          </div>
        }
      />
      {report.isLoadingError && <ProblemAlert error={report.error} onRetry={() => void report.refetch()} />}
      {report.data !== undefined && <MonthlyReportBody report={report.data} />}
    </div>
  );
}
