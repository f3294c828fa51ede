import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";
import { EmptyState } from "../../components/empty-state.tsx";
import { InstantText } from "../../components/instant-text.tsx";
import { PageHeader } from "../../components/page-header.tsx";
import { PageSkeleton } from "../../components/page-skeleton.tsx";
import { CallSteps } from "../selection/call-steps.tsx";
import { CriteriaList } from "../selection/criteria-list.tsx";
import { SelectedList } from "../selection/selected-list.tsx";
import { batchQuery } from "../selection/selection-api.ts";
import { GoodResultCard } from "./good-result-card.tsx";
import { resultsQuery } from "./result-api.ts";

/** One batch of 青岛好成果: its number and days, the criteria it was judged by, and what was selected. */
export default function GoodResultBatchPage() {
  const { t } = useTranslation(["result", "selection"]);
  const { batch = "" } = useParams();
  const query = useQuery(batchQuery(batch));
  const results = useQuery(resultsQuery({ selected: true, batch, pageSize: 100 }));
  if (query.isPending) return <PageSkeleton />;
  if (query.isLoadingError) {
    return (
      <EmptyState isPage title={t("goodBatchMissing")} hint={query.error.message}>
        <Link className="button" to="/good-results">
          {t("allGoodResults")}
        </Link>
      </EmptyState>
    );
  }
  const { call, count, selectedAt } = query.data;
  const items = results.data?.items ?? [];
  // What has left the market since stays selected: its batch names it still.
  const gone = (call?.selected ?? []).filter(({ result }) => items.every(({ id }) => id !== result));
  return (
    <>
      <PageHeader
        title={t("goodBatchTitle", { batch })}
        subtitle={
          <>
            {call?.title} {t("goodBatchCount", { count })} · <InstantText at={selectedAt} form="day" />
          </>
        }
        actions={
          <Link className="button" to="/good-results">
            {t("allGoodResults")}
          </Link>
        }
      />
      <div className="stack">
        {call !== null && (
          <section className="card">
            <h2 className="visually-hidden">{t("selection:stepsLabel")}</h2>
            <CallSteps call={call} />
          </section>
        )}
        <h2 className="visually-hidden">{t("allGoodResults")}</h2>
        <ul className="gallery">
          {items.map((result) => (
            <li key={result.id}>
              <GoodResultCard result={result} />
            </li>
          ))}
        </ul>
        {results.isSuccess && gone.length > 0 && (
          <section className="card">
            <h2>{t("goodGone")}</h2>
            <SelectedList entries={gone} />
          </section>
        )}
        {call !== null && (
          <section className="card">
            <h2>{t("selection:criteria")}</h2>
            <CriteriaList criteria={call.criteria} scoreMax={call.scoreMax} />
            <p>
              <Link to={`/selection-calls/${call.id}`}>{t("goodCall")}</Link>
            </p>
          </section>
        )}
      </div>
    </>
  );
}
