import { useQuery } from "@tanstack/react-query";
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
  const { t } = useTranslation("contract");
  const { id = "" } = useParams();
  // What the form starts from must not change under it; a change made meanwhile is refused by its revision.
  const contract = useQuery({ ...contractQuery(id), staleTime: Number.POSITIVE_INFINITY });
  if (contract.isPending) return <PageSkeleton />;
  if (contract.isError)
    return <ProblemAlert error={contract.error} onRetry={() => void contract.refetch()} />;

  const { data } = contract;
  const send = async (values: ContractFormValues, intent: "submit" | "save") => {
    const { servicePoint } = values;
    await updateContract(id, {
      revision: data.revision,
      ...changedTerms(data, termsOf(values)),
      ...(servicePoint != null && servicePoint !== data.servicePoint?.id && { servicePoint }),
    });
    if (intent === "submit") await actOnContract(id, { act: "submit" });
    return `/contracts/${id}`;
  };

  return (
    <>
      <PageHeader title={t("form.editTitle")} subtitle={data.title} />
      <ContractForm
        draftKey={`${id}.${data.revision}`}
        initialValues={valuesOf(data)}
        arePartiesFixed={data.pairing !== null}
        intents={[
          { intent: "submit", label: t("form.saveAndSubmit") },
          { intent: "save", label: t("form.saveChanges") },
        ]}
        send={send}
      />
    </>
  );
}
