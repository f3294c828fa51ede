import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { useIdempotencyKey } from "../../app/use-idempotency-key.ts";
import { PageHeader } from "../../components/page-header.tsx";
import { CallForm } from "./call-form.tsx";
import { createCall } from "./selection-api.ts";

export default function NewCallPage() {
  const { t } = useTranslation("selection");
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const idempotencyKeyOf = useIdempotencyKey();
  return (
    <>
      <PageHeader title={t("newCall")} subtitle={t("newCallHint")} />
      <CallForm
        draftKey="selection-call.new"
        status="draft"
        initialValues={{
          nominators: ["university", "institute"],
          scoreMax: 100,
          commentDays: 7,
          criteria: [
            { name: t("form.defaultCriteria.novelty"), weight: 30 },
            { name: t("form.defaultCriteria.maturity"), weight: 20 },
            { name: t("form.defaultCriteria.market"), weight: 30 },
            { name: t("form.defaultCriteria.team"), weight: 20 },
          ],
        }}
        send={async (values) => {
          const call = await createCall(values, idempotencyKeyOf(values));
          await queryClient.invalidateQueries({ queryKey: ["selection"] });
          await navigate(`/selection/${call.id}`);
        }}
      />
    </>
  );
}
