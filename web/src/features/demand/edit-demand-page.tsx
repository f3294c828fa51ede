import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useParams } from "react-router";
import { PageHeader } from "../../components/page-header.tsx";
import { PageSkeleton } from "../../components/page-skeleton.tsx";
import { PublicationMissing } from "../publication/publication-missing.tsx";
import { demandQuery, updateDemand } from "./demand-api.ts";
import { DemandForm } from "./demand-form.tsx";

export default function EditDemandPage() {
  const { t } = useTranslation("demand");
  const { id = "" } = useParams();
  // A form must not change under the hand that fills it in: what others changed meanwhile answers 409 when it is sent.
  const query = useQuery({ ...demandQuery(id), refetchOnWindowFocus: false });

  if (query.isPending) return <PageSkeleton />;
  if (query.isError) return <PublicationMissing query={query} listPath="/demands" />;
  const demand = query.data;
  return (
    <div className="form-page">
      <PageHeader title={t("editTitle")} subtitle={demand.title} />
      <DemandForm
        key={demand.id}
        demand={demand}
        save={(body) => updateDemand(demand.id, { ...body, revision: demand.revision })}
      />
    </div>
  );
}
