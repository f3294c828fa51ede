import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { HistoryTimeline } from "../../components/history-timeline.tsx";
import { PageHeader } from "../../components/page-header.tsx";
import { PageSkeleton } from "../../components/page-skeleton.tsx";
import { ProblemAlert } from "../../components/problem-alert.tsx";
import { LearningCard } from "./learning-card.tsx";
import strings from "./matching.zh.json";
import { matchingQuery } from "./matching-api.ts";
import { RematchCard } from "./rematch-card.tsx";
import { VersionsTable } from "./versions-table.tsx";

type KnownAct = keyof typeof strings.actOf;

function isKnown(act: string): act is KnownAct {
  return act in strings.actOf;
}

export default function MatchingPage() {
  const { t } = useTranslation("matching");
  const matching = useQuery(matchingQuery);
  if (matching.isPending) return <PageSkeleton />;
  if (matching.isLoadingError) {
    return <ProblemAlert error={matching.error} onRetry={() => void matching.refetch()} />;
  }
  const { weightsVersion, isPinned, modelIdentity, learning, rematch, history, asOf } = matching.data;
  return (
    <>
      <PageHeader title={t("title")} subtitle={t("hint")} />
      <div className="stack">
        <section className="card">
          <dl className="facts">
            <div className="facts__group">
              <dt>{t("inForce")}</dt>
              <dd>
                <code>{weightsVersion}</code>{" "}
                <span className="tag">{isPinned ? t("pinned") : t("automatic")}</span>{" "}
                <span className="muted">{isPinned ? t("pinnedHint") : t("automaticHint")}</span>
              </dd>
            </div>
            <div className="facts__group">
              <dt>{t("model")}</dt>
              <dd>{modelIdentity === null ? t("noModel") : <code>{modelIdentity}</code>}</dd>
            </div>
            <div className="facts__group">
              <dt>{t("decisions")}</dt>
              <dd className="number">{learning.decisions}</dd>
            </div>
          </dl>
        </section>
        <RematchCard rematch={rematch} asOf={asOf} />
        <LearningCard learning={learning} />
        <h2>{t("versions")}</h2>
        <VersionsTable matching={matching.data} />
        <section className="card">
          <h2>{t("history")}</h2>
          <HistoryTimeline entries={history} actLabel={(act) => (isKnown(act) ? t(`actOf.${act}`) : act)} />
        </section>
      </div>
    </>
  );
}
