import type { SelectionHistoryEntry } from "@market/shared";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";
import { HistoryTimeline } from "../../components/history-timeline.tsx";
import { PageHeader } from "../../components/page-header.tsx";
import { PageSkeleton } from "../../components/page-skeleton.tsx";
import { ProblemAlert } from "../../components/problem-alert.tsx";
import { CallActs } from "./call-acts.tsx";
import { CallStatusTag } from "./call-status-tag.tsx";
import { CallSteps } from "./call-steps.tsx";
import { CriteriaList } from "./criteria-list.tsx";
import { NominationsTable } from "./nominations-table.tsx";
import { ObjectionsCard } from "./objections-card.tsx";
import { ReviewersCard } from "./reviewers-card.tsx";
import { callQuery } from "./selection-api.ts";
import "./selection.css";

/** A call at the office's desk: where it stands, what is to be done next, and all that has happened. */
export default function CallPage() {
  const { t } = useTranslation("selection");
  const { id = "" } = useParams();
  const query = useQuery(callQuery(id));
  if (query.isPending) return <PageSkeleton />;
  if (query.isLoadingError) return <ProblemAlert error={query.error} onRetry={() => void query.refetch()} />;
  const call = query.data;
  const history = (call.history ?? []).map(withSubject);
  return (
    <>
      <PageHeader
        title={call.title}
        beside={<CallStatusTag status={call.status} />}
        subtitle={
          <span className="row">
            {call.batch !== null && <span>{t("batchOf", { batch: call.batch })}</span>}
            {call.status !== "draft" && call.status !== "cancelled" && (
              <Link to={`/selection-calls/${call.id}`}>{t("publicPage")}</Link>
            )}
          </span>
        }
        actions={<CallActs call={call} />}
      />
      <div className="stack">
        <section className="card">
          <h2 className="visually-hidden">{t("stepsLabel")}</h2>
          <CallSteps call={call} />
          <p className="muted">{t(`next.${call.status}`)}</p>
        </section>
        <NominationsTable call={call} />
        <div className="call-columns">
          <div className="stack">
            {(call.objections ?? []).length > 0 && <ObjectionsCard call={call} />}
            <section className="card">
              <h2>{t("trail")}</h2>
              <HistoryTimeline entries={history} actLabel={(act) => t(`acts.${act}` as "acts.draft")} />
            </section>
          </div>
          <div className="stack">
            <ReviewersCard call={call} />
            <section className="card">
              <h2>{t("criteria")}</h2>
              <CriteriaList criteria={call.criteria} scoreMax={call.scoreMax} />
            </section>
          </div>
        </div>
      </div>
    </>
  );
}

/** Whom or what a step was about goes before the words that went with it. */
function withSubject(entry: SelectionHistoryEntry): SelectionHistoryEntry {
  const words = [entry.subject, entry.note].filter((part) => part !== null && part !== "");
  return { ...entry, note: words.length === 0 ? null : words.join("\n") };
}
