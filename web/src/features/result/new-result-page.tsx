import { useTranslation } from "react-i18next";
import { useIdempotencyKey } from "../../app/use-idempotency-key.ts";
import { PageHeader } from "../../components/page-header.tsx";
import { createResult } from "./result-api.ts";
import { ResultForm } from "./result-form.tsx";

export default function NewResultPage() {
  const { t } = useTranslation("result");
  const keyOf = useIdempotencyKey();
  return (
    <div className="form-page">
      <PageHeader title={t("new")} />
      <ResultForm save={(body) => createResult(body, keyOf(body))} />
    </div>
  );
}
