import type { Demand } from "@market/shared";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useParams } from "react-router";
import { PageHeader } from "../../components/page-header.tsx";
import { PageSkeleton } from "../../components/page-skeleton.tsx";
import { PublicationMissing } from "../publication/publication-missing.tsx";
import { demandQuery, updateDemand } from "./demand-api.ts";
import { DemandForm } from "./demand-form.tsx";

export default function EditDemandPage() {
  const { id = "" } = useParams();
  const query = useQuery(demandQuery(id));

  if (query.isPending) return <PageSkeleton />;
  if (query.isLoadingError) return <PublicationMissing query={query} listPath="/demands" />;
  return <EditDemand key={id} demand={query.data} />;
}

function EditDemand({ demand }: { demand: Demand }) {
  const { t } = useTranslation("demand");
  // What others change meanwhile must not move under the hand that writes: it answers 409 when this is sent.
  const [original] = useState(demand);
  return (
    <div className="form-page">
      <PageHeader title={t("editTitle")} subtitle={original.title} />
      <DemandForm
        demand={original}
        save={(body, words) => updateDemand(original.id, { ...body, ...words, revision: original.revision })}
      />
    </div>
  );
}
