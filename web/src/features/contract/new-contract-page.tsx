import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useSearchParams } from "react-router";
import { createIdempotencyKey } from "../../app/http.ts";
import { PageHeader } from "../../components/page-header.tsx";
import { PageSkeleton } from "../../components/page-skeleton.tsx";
import { ProblemAlert } from "../../components/problem-alert.tsx";
import { actOnContract, createContract, prefillQuery } from "./contract-api.ts";
import { ContractForm } from "./contract-form.tsx";
import {
  type ContractFormValues,
  sourcesFromPrefill,
  termsOf,
  valuesFromPrefill,
} from "./contract-form-values.ts";

/** Drafts a contract, from an accepted pairing whose data fill most of it, or from nothing. */
export default function NewContractPage() {
  const { t } = useTranslation(["contract", "app"]);
  const [search] = useSearchParams();
  const pairingId = search.get("pairing");
  const prefill = useQuery(prefillQuery(pairingId));
  const [idempotencyKey] = useState(createIdempotencyKey);

  if (prefill.isPending) return <PageSkeleton />;
  if (prefill.isError) return <ProblemAlert error={prefill.error} onRetry={() => void prefill.refetch()} />;

  const send = async (values: ContractFormValues, intent: "submit" | "draft") => {
    const { servicePoint } = values;
    const contract = await createContract(
      {
        ...termsOf(values),
        ...(pairingId !== null && { pairing: pairingId }),
        ...(servicePoint != null && { servicePoint }),
      },
      idempotencyKey,
    );
    if (intent === "submit") {
      await actOnContract(contract.id, { act: "submit", words: { commitment: true } });
    }
    return `/contracts/${contract.id}`;
  };

  return (
    <>
      <PageHeader
        title={t("form.newTitle")}
        subtitle={
          pairingId === null ? (
            t("form.newSubtitle")
          ) : (
            <>
              {t("form.fromPairingHint")} <Link to={`/pairings/${pairingId}`}>{t("fromPairing")}</Link>
            </>
          )
        }
      />
      <ContractForm
        draftKey={pairingId ?? "new"}
        initialValues={valuesFromPrefill(prefill.data)}
        sources={sourcesFromPrefill(prefill.data)}
        asked={prefill.data}
        arePartiesFixed={pairingId !== null}
        origin={pairingId === null ? undefined : { pairing: pairingId }}
        intents={[
          { intent: "submit", label: t("form.saveAndSubmit"), needsCommitment: true },
          { intent: "draft", label: t("form.saveDraft") },
        ]}
        send={send}
      />
    </>
  );
}
