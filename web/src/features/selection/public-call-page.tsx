import { organisationKinds } from "@market/shared";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";
import { useSession } from "../../app/session.ts";
import { EmptyState } from "../../components/empty-state.tsx";
import { today } from "../../components/instant.ts";
import { DayText } from "../../components/instant-text.tsx";
import { PageHeader } from "../../components/page-header.tsx";
import { PageSkeleton } from "../../components/page-skeleton.tsx";
import { useVocabulary } from "../../i18n/use-vocabulary.ts";
import { CallStatusTag } from "./call-status-tag.tsx";
import { CallSteps } from "./call-steps.tsx";
import { CriteriaList } from "./criteria-list.tsx";
import { ObjectionForm } from "./objection-form.tsx";
import { SelectedList } from "./selected-list.tsx";
import { callQuery } from "./selection-api.ts";
import "./selection.css";

/** A call as everybody may read it: its rules, and once it is announced what was selected and how to object. */
export default function PublicCallPage() {
  const { t } = useTranslation("selection");
  const { id = "" } = useParams();
  const query = useQuery(callQuery(id));
  const role = useSession()?.role;
  const kindOf = useVocabulary(organisationKinds).labelOf;
  if (query.isPending) return <PageSkeleton />;
  if (query.isLoadingError) {
    return (
      <EmptyState isPage title={t("callMissing")} hint={query.error.message}>
        <Link className="button" to="/selection-calls">
          {t("publicTitle")}
        </Link>
      </EmptyState>
    );
  }
  const call = query.data;
  const takesComments =
    call.status === "announced" && call.comments !== null && today() <= call.comments.endsOn;
  return (
    <>
      <PageHeader
        title={call.title}
        beside={<CallStatusTag status={call.status} />}
        subtitle={call.batch === null ? undefined : t("batchOf", { batch: call.batch })}
        actions={
          <>
            {role === "institution" && call.status === "open" && (
              <Link className="button button--primary" to={`/workspace/nominations/new?call=${call.id}`}>
                {t("nominate")}
              </Link>
            )}
            {call.isReviewer && call.status === "reviewing" && (
              <Link className="button button--primary" to="/reviews">
                {t("reviewsTitle")}
              </Link>
            )}
            {call.status === "released" && call.batch !== null && (
              <Link className="button button--primary" to={`/good-results/${call.batch}`}>
                {t("openBatch")}
              </Link>
            )}
          </>
        }
      />
      <div className="stack">
        <section className="card">
          <h2 className="visually-hidden">{t("stepsLabel")}</h2>
          <CallSteps call={call} />
        </section>
        <div className="call-columns">
          <div className="stack">
            {call.selected.length > 0 && (
              <section className="card">
                <h2>{t("selectedTitle", { count: call.selected.length })}</h2>
                <SelectedList entries={call.selected} />
              </section>
            )}
            {call.description !== "" && (
              <section className="card">
                <h2>{t("form.description")}</h2>
                <p className="prose">{call.description}</p>
              </section>
            )}
            {takesComments && (
              <section className="card">
                <h2>{t("object")}</h2>
                <p className="muted">
                  {t("objectHint")} <DayText day={call.comments?.endsOn ?? ""} />
                </p>
                <ObjectionForm callId={call.id} />
              </section>
            )}
          </div>
          <div className="stack">
            <section className="card">
              <h2>{t("nominators")}</h2>
              <p>{call.nominators.map(kindOf).join(" · ")}</p>
            </section>
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
