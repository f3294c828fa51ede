import type { Result } from "@market/shared";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useParams } from "react-router";
import { PageHeader } from "../../components/page-header.tsx";
import { PageSkeleton } from "../../components/page-skeleton.tsx";
import { PublicationMissing } from "../publication/publication-missing.tsx";
import { resultQuery, updateResult } from "./result-api.ts";
import { ResultForm } from "./result-form.tsx";

export default function EditResultPage() {
  const { id = "" } = useParams();
  const query = useQuery(resultQuery(id));

  if (query.isPending) return <PageSkeleton />;
  if (query.isLoadingError) return <PublicationMissing query={query} listPath="/results" />;
  return <EditResult key={id} result={query.data} />;
}

function EditResult({ result }: { result: Result }) {
  const { t } = useTranslation("result");
  // What others change meanwhile must not move under the hand that writes: it answers 409 when this is sent.
  const [original] = useState(result);
  return (
    <div className="form-page">
      <PageHeader title={t("editTitle")} subtitle={original.title} />
      <ResultForm
        result={original}
        save={(body) => updateResult(original.id, { ...body, revision: original.revision })}
      />
    </div>
  );
}
