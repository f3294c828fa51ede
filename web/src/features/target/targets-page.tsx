import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { DownloadButton } from "../../components/download-button.tsx";
import { InstantText } from "../../components/instant-text.tsx";
import { PageHeader } from "../../components/page-header.tsx";
import { PageSkeleton } from "../../components/page-skeleton.tsx";
import { ProblemAlert } from "../../components/problem-alert.tsx";
import "./target.css";
import { targetsFilePath, targetsQuery } from "./target-api.ts";
import { TargetTile } from "./target-tile.tsx";
import { useYear } from "./use-year.ts";
import { YearSelect } from "./year-select.tsx";

/** The city's plan, promise by promise, beside what the records of a year say. */
export default function TargetsPage() {
  const { t } = useTranslation("target");
  const { year, years, choose } = useYear();
  const targets = useQuery(targetsQuery(year));

  if (targets.isPending) return <PageSkeleton />;
  return (
    <>
      <PageHeader
        title={t("title")}
        subtitle={
          targets.data !== undefined && (
            <>
              {t("source", { source: targets.data.source })} · {t("asOf")}{" "}
              <InstantText at={targets.data.asOf} />
            </>
          )
        }
        actions={
          <>
            <YearSelect year={year} years={years} onChoose={choose} />
            <DownloadButton path={targetsFilePath("csv")} query={{ year }}>
              {t("csv")}
            </DownloadButton>
            <DownloadButton path={targetsFilePath("xlsx")} query={{ year }}>
              {t("xlsx")}
            </DownloadButton>
          </>
        }
      />
      {targets.isLoadingError && (
        <ProblemAlert error={targets.error} onRetry={() => void targets.refetch()} />
      )}
      {targets.data !== undefined && (
        <div className="target-tiles">
          {targets.data.targets.map((target) => (
            <TargetTile key={target.name} target={target} year={targets.data.year} />
          ))}
        </div>
      )}
      <nav className="row target-more" aria-label={t("more")}>
        <Link className="button" to={`/service-points?year=${year}`}>
          {t("servicePoints")}
        </Link>
        <Link className="button" to="/reports/monthly">
          {t("monthlyReport")}
        </Link>
      </nav>
    </>
  );
}
