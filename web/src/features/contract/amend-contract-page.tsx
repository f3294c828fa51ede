import { useQuery } from "@tanstack/react-query";
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
  const { t } = useTranslation("contract");
  const { id = "" } = useParams();
  const contract = useQuery({ ...contractQuery(id), staleTime: Number.POSITIVE_INFINITY });
  if (contract.isPending) return <PageSkeleton />;
  if (contract.isError)
    return <ProblemAlert error={contract.error} onRetry={() => void contract.refetch()} />;

  const { data } = contract;
  const send = async (values: ContractFormValues) => {
    const reason = values.reason?.trim() ?? "";
    await actOnContract(id, { act: "amend", words: { ...changedTerms(data, termsOf(values)), reason } });
    return `/contracts/${id}`;
  };

  return (
    <>
      <PageHeader title={t("form.amendTitle")} subtitle={`${data.registrationNumber ?? ""} ${data.title}`} />
      <p className="alert alert--info">{t("form.amendHint")}</p>
      <ContractForm
        draftKey={`${id}.${data.revision}.amend`}
        initialValues={valuesOf(data)}
        arePartiesFixed={data.pairing !== null}
        isAmendment
        intents={[{ intent: "amend", label: t("acts.do.amend") }]}
        send={send}
      />
    </>
  );
}
