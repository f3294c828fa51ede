import type { PipelineDeal, PipelineStage } from "@market/shared";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { EmptyState } from "../../components/empty-state.tsx";
import { MoneyText } from "../../components/money-text.tsx";
import { PageHeader } from "../../components/page-header.tsx";
import { PageSkeleton } from "../../components/page-skeleton.tsx";
import { ProblemAlert } from "../../components/problem-alert.tsx";
import { NextStep } from "./next-step.tsx";
import { pipelineQuery } from "./pairing-api.ts";
import "./pairing.css";
import "./pipeline.css";

/** A broker's deals by stage. A deal is moved on its own page, where the act says what it brings about. */
export default function PipelinePage() {
  const { t } = useTranslation("pairing");
  const pipeline = useQuery(pipelineQuery);
  const { data } = pipeline;
  return (
    <>
      <PageHeader
        title={t("pipeline.title")}
        subtitle={t("pipeline.subtitle")}
        beside={
          data !== undefined && (
            <span className={data.overdue > 0 ? "tag tag--danger" : "tag tag--success"}>
              {data.overdue > 0 ? t("pipeline.overdue", { count: data.overdue }) : t("pipeline.overdueNone")}
            </span>
          )
        }
      />
      {pipeline.isPending && <PageSkeleton />}
      {pipeline.isLoadingError && (
        <ProblemAlert error={pipeline.error} onRetry={() => void pipeline.refetch()} />
      )}
      {data?.stages.every(({ count }) => count === 0) && (
        <EmptyState title={t("pipeline.empty")} hint={t("pipeline.emptyHint")}>
          <Link className="button" to="/broker/inbox">
            {t("pipeline.openInbox")}
          </Link>
        </EmptyState>
      )}
      {data?.stages.some(({ count }) => count > 0) && (
        <div className="pipeline">
          {data.stages.map((stage) => (
            <StageColumn key={stage.stage} stage={stage} />
          ))}
        </div>
      )}
    </>
  );
}

function StageColumn({ stage: { stage, count, valueFen, unvalued, deals } }: { stage: PipelineStage }) {
  const { t } = useTranslation("pairing");
  return (
    <section className="pipeline__stage" aria-labelledby={`stage-${stage}`}>
      <header className="pipeline__head">
        <h2 id={`stage-${stage}`}>
          {t(`status.${stage}`)} <span className="number muted">{count}</span>
        </h2>
        {count > 0 && (
          <p className="pipeline__sum">
            <MoneyText fen={valueFen} />
            {unvalued > 0 && <span className="muted"> · {t("pipeline.unvalued", { count: unvalued })}</span>}
          </p>
        )}
      </header>
      {count === 0 && <p className="muted">{t("pipeline.stageEmpty")}</p>}
      <ul className="plain-list pipeline__deals">
        {deals.map((deal) => (
          <li key={deal.id}>
            <DealCard deal={deal} />
          </li>
        ))}
      </ul>
      {count > deals.length && (
        <Link to={`/broker/inbox?show=mine&status=${stage}`}>
          {t("pipeline.more", { count: count - deals.length })}
        </Link>
      )}
    </section>
  );
}

function DealCard({ deal }: { deal: PipelineDeal }) {
  const { t } = useTranslation("pairing");
  const { id, demand, result, value, daysInStage, isOverdue } = deal;
  return (
    <article className={isOverdue ? "deal deal--overdue" : "deal"}>
      <Link className="deal__link" to={`/pairings/${id}`}>
        <span className="pairing-row__title">
          <span className="side side--demand">{t("demandShort")}</span>
          {demand.title ?? t("hiddenDemand")}
        </span>
        <span className="pairing-row__title deal__result">
          <span className="side side--result">{t("resultShort")}</span>
          {result.title ?? t("hiddenResult")}
        </span>
      </Link>
      <p className="deal__facts">
        {value === null ? (
          t("pipeline.noValue")
        ) : (
          <span>
            {t(`pipeline.valueOf.${value.source}`)}{" "}
            <strong>
              <MoneyText fen={value.amountFen} />
            </strong>
          </span>
        )}
        <span>{t("pipeline.days", { count: daysInStage + 1 })}</span>
      </p>
      <NextStep pairing={deal} />
    </article>
  );
}
