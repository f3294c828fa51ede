import { declineReasons } from "@market/shared";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { HistoryTimeline } from "../../components/history-timeline.tsx";
import { InstantText } from "../../components/instant-text.tsx";
import { PageHeader } from "../../components/page-header.tsx";
import { PageSkeleton } from "../../components/page-skeleton.tsx";
import { ProblemAlert } from "../../components/problem-alert.tsx";
import { useVocabulary } from "../../i18n/use-vocabulary.ts";
import { Messages } from "../message/messages.tsx";
import { MuteMenu } from "./mute-menu.tsx";
import { NextStep } from "./next-step.tsx";
import { Objections } from "./objections.tsx";
import { PairedTexts } from "./paired-texts.tsx";
import { PairingActs } from "./pairing-acts.tsx";
import { pairingQuery } from "./pairing-api.ts";
import { PairingScore } from "./pairing-score.tsx";
import { PairingStatusTag } from "./pairing-status-tag.tsx";
import { PairingSteps } from "./pairing-steps.tsx";
import { PassagePairs } from "./passage-pairs.tsx";
import { Reasons } from "./reasons.tsx";
import { ScoreBreakdown } from "./score-breakdown.tsx";
import { SharedTerms } from "./shared-terms.tsx";
import "./pairing.css";
import "./pipeline.css";

interface PairingDetailProps {
  id: string;
  /** Beside a list: without a page's own title. */
  isEmbedded?: boolean;
  /** Told when its reader begins an act on it. */
  onAct?: () => void;
}

/** All of a pairing: both texts, its next step, why it was proposed and what speaks against it, and its history. */
export function PairingDetail({ id, isEmbedded = false, onAct }: PairingDetailProps) {
  const { t } = useTranslation("pairing");
  const pairing = useQuery(pairingQuery(id));
  const reasonOf = useVocabulary(declineReasons).labelOf;

  if (pairing.isPending) return <PageSkeleton />;
  if (pairing.isLoadingError) {
    return <ProblemAlert error={pairing.error} onRetry={() => void pairing.refetch()} />;
  }

  const { data } = pairing;
  const subtitle = (
    <>
      {data.broker !== null && `${t("brokerOf", { name: data.broker.name })} · `}
      {t("foundAt")} <InstantText at={data.createdAt} />
    </>
  );
  return (
    <article className={isEmbedded ? "stack pairing" : "stack pairing pairing--page"}>
      {isEmbedded ? (
        <div className="row pairing-head">
          <PairingScore score={data.score} isLarge />
          <div className="pairing-head__text">
            <div className="row">
              <h2>{t("title")}</h2>
              <PairingStatusTag status={data.status} />
            </div>
            <div className="muted">{subtitle}</div>
            <MuteMenu pairing={data} />
          </div>
        </div>
      ) : (
        <PageHeader
          title={t("title")}
          beside={<PairingStatusTag status={data.status} />}
          subtitle={subtitle}
          actions={
            <>
              <MuteMenu pairing={data} />
              <PairingScore score={data.score} isLarge />
            </>
          }
        />
      )}
      {data.closedReason !== null && (
        <p className="alert alert--warning">
          {t("closedBecause", {
            reason: t(`closed.${data.closedReason}`, { defaultValue: data.closedReason }),
          })}
        </p>
      )}
      <PairingSteps status={data.status} />
      <NextStep pairing={data} />
      {isEmbedded && <PairingActs pairing={data} onAct={onAct} />}
      <PairedTexts pairing={data} />
      <Messages pairing={data} />
      <Objections against={data.evidence.against} />
      <Reasons pairing={data} />
      <ScoreBreakdown pairing={data} />
      <PassagePairs passages={data.evidence.passages} />
      <SharedTerms terms={data.evidence.terms} />
      <section>
        <h2>{t("history")}</h2>
        <HistoryTimeline
          entries={data.history}
          actLabel={(act) => t(`acts.past.${act}`, { defaultValue: act })}
          reasonLabel={reasonOf}
        />
      </section>
      {/* On a page of its own it stays in sight at the foot, however far one has read. */}
      {!isEmbedded && <PairingActs pairing={data} />}
    </article>
  );
}
