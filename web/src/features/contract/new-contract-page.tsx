import type { Demand, Pairing, Result, User } from "@market/shared";
import { skipToken, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useSearchParams } from "react-router";
import { createIdempotencyKey, request } from "../../app/http.ts";
import { useSession } from "../../app/session.ts";
import { PageHeader } from "../../components/page-header.tsx";
import { PageSkeleton } from "../../components/page-skeleton.tsx";
import { ProblemAlert } from "../../components/problem-alert.tsx";
import { pairingQuery } from "../pairing/pairing-api.ts";
import { actOnContract, createContract } from "./contract-api.ts";
import { ContractForm } from "./contract-form.tsx";
import {
  type ContractFormValues,
  contractTypeFrom,
  emptyContract,
  type PartyValues,
  termsOf,
} from "./contract-form-values.ts";

/** Drafts a contract, from an accepted pairing whose data fill most of it, or from nothing. */
export default function NewContractPage() {
  const { t } = useTranslation(["contract", "app"]);
  const [search] = useSearchParams();
  const pairingId = search.get("pairing");
  const person = useSession();
  const origin = useOrigin(pairingId);
  const [idempotencyKey] = useState(createIdempotencyKey);

  if (origin.isPending || person == null) return <PageSkeleton />;
  if (origin.error !== null) return <ProblemAlert error={origin.error} onRetry={origin.retry} />;

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
    if (intent === "submit") await actOnContract(contract.id, { act: "submit" });
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
        initialValues={origin.values ?? ownPartyValues(person)}
        arePartiesFixed={pairingId !== null}
        intents={[
          { intent: "submit", label: t("form.saveAndSubmit") },
          { intent: "draft", label: t("form.saveDraft") },
        ]}
        send={send}
      />
    </>
  );
}

/** What the pairing and both of its texts say of the contract. */
function useOrigin(pairingId: string | null) {
  const pairing = useQuery({ ...pairingQuery(pairingId ?? ""), enabled: pairingId !== null });
  const texts = useQuery({
    queryKey: ["contracts", "origin", pairing.data?.id],
    queryFn: pairing.data === undefined ? skipToken : ({ signal }) => readCooperation(pairing.data, signal),
    staleTime: Number.POSITIVE_INFINITY,
  });
  return {
    isPending: pairingId !== null && (pairing.isPending || (pairing.data !== undefined && texts.isPending)),
    error: pairing.isLoadingError ? pairing.error : null,
    retry: () => void pairing.refetch(),
    values: pairing.data && { ...valuesFrom(pairing.data), type: texts.data ?? undefined },
  };
}

// A text that its reader may not open, or that is gone, leaves the type to be chosen by hand.
async function readCooperation({ demand, result }: Pairing, signal: AbortSignal) {
  const [demandWays, resultWays] = await Promise.all([
    request<Demand>(`/api/demands/${demand.id}`, { signal }).then(
      ({ cooperation }) => cooperation,
      () => [],
    ),
    request<Result>(`/api/results/${result.id}`, { signal }).then(
      ({ cooperation }) => cooperation,
      () => [],
    ),
  ]);
  return contractTypeFrom(demandWays, resultWays) ?? null;
}

function valuesFrom({ demand, result }: Pairing): ContractFormValues {
  return {
    ...emptyContract,
    title: result.title ?? demand.title ?? undefined,
    field: demand.field ?? result.field,
    seller: partyOf(result.organisation),
    buyer: partyOf(demand.organisation),
  };
}

/** Whoever drafts without a pairing is most often one of the parties. */
function ownPartyValues({ role, organisation }: User): ContractFormValues {
  if (role === "institution") return { ...emptyContract, seller: partyOf(organisation) };
  if (role === "enterprise") return { ...emptyContract, buyer: partyOf(organisation) };
  return emptyContract;
}

function partyOf(organisation: { id: string; name: string } | null): PartyValues {
  return {
    isOutside: false,
    ...(organisation !== null && { organisation: { value: organisation.id, label: organisation.name } }),
  };
}
