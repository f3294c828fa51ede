import { amendmentNeedsReview, type Contract } from "@market/shared";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useParams } from "react-router";
import { PageHeader } from "../../components/page-header.tsx";
import { PageSkeleton } from "../../components/page-skeleton.tsx";
import { ProblemAlert } from "../../components/problem-alert.tsx";
import { actOnContract, contractQuery } from "./contract-api.ts";
import { ContractForm } from "./contract-form.tsx";
import { type ContractFormValues, changedTerms, termsOf, valuesOf } from "./contract-form-values.ts";

/** Amends a registered contract: a new version, the old one kept with the reason. */
export default function AmendContractPage() {
  const { id = "" } = useParams();
  const contract = useQuery(contractQuery(id));
  if (contract.isPending) return <PageSkeleton />;
  if (contract.isLoadingError) {
    return <ProblemAlert error={contract.error} onRetry={() => void contract.refetch()} />;
  }
  return <AmendContract contract={contract.data} />;
}

function AmendContract({ contract }: { contract: Contract }) {
  const { t } = useTranslation("contract");
  // What the amendment is measured against does not change under it.
  const [original] = useState(contract);
  const { id } = original;

  const send = async (values: ContractFormValues) => {
    const reason = values.reason?.trim() ?? "";
    const terms = termsOf(values);
    await actOnContract(id, {
      // One official alone amends no large contract.
      act: amendmentNeedsReview(original, terms) ? "proposeAmendment" : "amend",
      words: { ...changedTerms(original, terms), reason },
    });
    return `/contracts/${id}`;
  };

  return (
    <>
      <PageHeader
        title={t("form.amendTitle")}
        subtitle={`${original.registrationNumber ?? ""} ${original.title}`}
      />
      <p className="alert alert--info">{t("form.amendHint")}</p>
      <ContractForm
        draftKey={`${id}.${original.revision}.amend`}
        initialValues={valuesOf(original)}
        arePartiesFixed={original.pairing !== null}
        origin={{ contract: id }}
        isAmendment
        intents={[{ intent: "amend", label: t("acts.do.amend") }]}
        send={send}
      />
    </>
  );
}
