import type { Contract } from "@market/shared";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useParams } from "react-router";
import { PageHeader } from "../../components/page-header.tsx";
import { PageSkeleton } from "../../components/page-skeleton.tsx";
import { ProblemAlert } from "../../components/problem-alert.tsx";
import { actOnContract, contractQuery, updateContract } from "./contract-api.ts";
import { ContractForm } from "./contract-form.tsx";
import { type ContractFormValues, changedTerms, termsOf, valuesOf } from "./contract-form-values.ts";

/** Changes a draft, or a contract that was returned to be put right. */
export default function EditContractPage() {
  const { id = "" } = useParams();
  const contract = useQuery(contractQuery(id));
  if (contract.isPending) return <PageSkeleton />;
  if (contract.isLoadingError) {
    return <ProblemAlert error={contract.error} onRetry={() => void contract.refetch()} />;
  }
  return <EditContract contract={contract.data} />;
}

function EditContract({ contract }: { contract: Contract }) {
  const { t } = useTranslation("contract");
  // What the form starts from does not change under it: a change made meanwhile is refused by its revision.
  const [original] = useState(contract);
  const { id } = original;

  const send = async (values: ContractFormValues, intent: "submit" | "save") => {
    const { servicePoint } = values;
    await updateContract(id, {
      revision: original.revision,
      ...changedTerms(original, termsOf(values)),
      ...(servicePoint != null && servicePoint !== original.servicePoint?.id && { servicePoint }),
    });
    if (intent === "submit") await actOnContract(id, { act: "submit", words: { commitment: true } });
    return `/contracts/${id}`;
  };

  return (
    <>
      <PageHeader title={t("form.editTitle")} subtitle={original.title} />
      <ContractForm
        draftKey={`${id}.${original.revision}`}
        initialValues={valuesOf(original)}
        arePartiesFixed={original.pairing !== null}
        origin={{ contract: id }}
        intents={[
          { intent: "submit", label: t("form.saveAndSubmit"), needsCommitment: true },
          { intent: "save", label: t("form.saveChanges") },
        ]}
        send={send}
      />
    </>
  );
}
