import { registrationGrounds } from "@market/shared";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";
import { HistoryTimeline } from "../../components/history-timeline.tsx";
import { InstantText } from "../../components/instant-text.tsx";
import { PageHeader } from "../../components/page-header.tsx";
import { PageSkeleton } from "../../components/page-skeleton.tsx";
import { ProblemAlert } from "../../components/problem-alert.tsx";
import { useVocabulary } from "../../i18n/use-vocabulary.ts";
import { ContractAttachments } from "../attachment/contract-attachments.tsx";
import { useReadNoticesOf } from "../notification/use-read-notices-of.ts";
import { ContractActs } from "./contract-acts.tsx";
import { ContractAmendment } from "./contract-amendment.tsx";
import { contractQuery } from "./contract-api.ts";
import { ContractClock } from "./contract-clock.tsx";
import { ContractFindings } from "./contract-findings.tsx";
import { ContractRegistration } from "./contract-registration.tsx";
import { ContractReview } from "./contract-review.tsx";
import { ContractStatusTag } from "./contract-status-tag.tsx";
import { ContractSteps } from "./contract-steps.tsx";
import { ContractTermsView } from "./contract-terms-view.tsx";
import { ContractTrail } from "./contract-trail.tsx";
import { ContractVersions } from "./contract-versions.tsx";
import { useContractFindings } from "./findings-api.ts";
import "./contract.css";
import "./procedure.css";

export default function ContractPage() {
  const { t } = useTranslation(["contract", "procedure"]);
  const { id = "" } = useParams();
  const contract = useQuery(contractQuery(id));
  const groundOf = useVocabulary(registrationGrounds).labelOf;
  useReadNoticesOf(id);

  const findings = useContractFindings(contract.data);

  // What is found stands above the terms: it would push them down from under the reader.
  if (contract.isPending || findings.isLoading) return <PageSkeleton />;
  if (contract.isLoadingError) {
    return <ProblemAlert error={contract.error} onRetry={() => void contract.refetch()} />;
  }

  const { data } = contract;
  return (
    <article className="contract">
      <PageHeader
        title={data.title}
        beside={<ContractStatusTag status={data.status} />}
        subtitle={
          <>
            {data.broker !== null && `${t("brokerOf", { name: data.broker.name })} · `}
            {t("updatedAt")} <InstantText at={data.updatedAt} />
            {data.pairing !== null && (
              <>
                {" · "}
                <Link to={`/pairings/${data.pairing.id}`}>{t("fromPairing")}</Link>
              </>
            )}
          </>
        }
      />
      <div className="stack">
        <ContractSteps status={data.status} />
        <ContractActs contract={data} />
        <ContractFindings contract={data} />
        <ContractClock contract={data} />
        <ContractAmendment contract={data} />
        <ContractRegistration contract={data} />
        <section className="card">
          <h2>{t("terms")}</h2>
          <ContractTermsView terms={data} servicePoint={data.servicePoint} commitment={data.commitment} />
        </section>
        <ContractAttachments contract={data} />
        <ContractReview contract={data} />
        <ContractTrail contract={data} />
        <ContractVersions contract={data} />
        <section className="card">
          <h2>{t("history")}</h2>
          <HistoryTimeline
            entries={data.history}
            actLabel={(act) =>
              t(`acts.past.${act}`, { defaultValue: t(`procedure:past.${act}`, { defaultValue: act }) })
            }
            reasonLabel={(reason) => t(`reasons.${reason}`, { defaultValue: groundOf(reason) })}
          />
        </section>
      </div>
    </article>
  );
}
