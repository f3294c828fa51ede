import { type CreateSelectionCall, editableCallFields, type SelectionCall } from "@market/shared";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useNavigate, useParams } from "react-router";
import { PageHeader } from "../../components/page-header.tsx";
import { PageSkeleton } from "../../components/page-skeleton.tsx";
import { ProblemAlert } from "../../components/problem-alert.tsx";
import { CallForm } from "./call-form.tsx";
import { callQuery, updateCall } from "./selection-api.ts";

export default function EditCallPage() {
  const { id = "" } = useParams();
  const call = useQuery(callQuery(id));
  if (call.isPending) return <PageSkeleton />;
  if (call.isLoadingError) return <ProblemAlert error={call.error} onRetry={() => void call.refetch()} />;
  return <EditCall call={call.data} />;
}

function EditCall({ call }: { call: SelectionCall }) {
  const { t } = useTranslation("selection");
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const { id, revision } = call;
  return (
    <>
      <PageHeader title={t("editCall")} subtitle={call.status === "draft" ? undefined : t("editOpenHint")} />
      <CallForm
        draftKey={`selection-call.${id}.${revision}`}
        status={call.status}
        initialValues={call}
        send={async (values) => {
          await updateCall(id, { revision, ...changeable(values, call.status) });
          await queryClient.invalidateQueries({ queryKey: ["selection"] });
          await navigate(`/selection/${id}`);
        }}
      />
    </>
  );
}

/** Of what the form holds only what may still be changed. */
function changeable(
  values: CreateSelectionCall,
  status: SelectionCall["status"],
): Partial<CreateSelectionCall> {
  const names = editableCallFields(status);
  return Object.fromEntries(Object.entries(values).filter(([name]) => names.includes(name)));
}
