import { useTranslation } from "react-i18next";
import { useIdempotencyKey } from "../../app/use-idempotency-key.ts";
import { PageHeader } from "../../components/page-header.tsx";
import { createDemand } from "./demand-api.ts";
import { DemandForm } from "./demand-form.tsx";

export default function NewDemandPage() {
  const { t } = useTranslation("demand");
  const keyOf = useIdempotencyKey();
  return (
    <div className="form-page">
      <PageHeader title={t("new")} />
      <DemandForm save={(body) => createDemand(body, keyOf(body))} />
    </div>
  );
}
