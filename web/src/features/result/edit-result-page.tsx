import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useParams } from "react-router";
import { PageHeader } from "../../components/page-header.tsx";
import { PageSkeleton } from "../../components/page-skeleton.tsx";
import { PublicationMissing } from "../publication/publication-missing.tsx";
import { resultQuery, updateResult } from "./result-api.ts";
import { ResultForm } from "./result-form.tsx";

export default function EditResultPage() {
  const { t } = useTranslation("result");
  const { id = "" } = useParams();
  // A form must not change under the hand that fills it in: what others changed meanwhile answers 409 when it is sent.
  const query = useQuery({ ...resultQuery(id), refetchOnWindowFocus: false });

  if (query.isPending) return <PageSkeleton />;
  if (query.isError) return <PublicationMissing query={query} listPath="/results" />;
  const result = query.data;
  return (
    <div className="form-page">
      <PageHeader title={t("editTitle")} subtitle={result.title} />
      <ResultForm
        key={result.id}
        result={result}
        save={(body) => updateResult(result.id, { ...body, revision: result.revision })}
      />
    </div>
  );
}
