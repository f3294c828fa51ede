import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { PageHeader } from "../../components/page-header.tsx";
import { PlainForm, SubmitButton } from "../../components/plain-form.tsx";
import { ProblemAlert } from "../../components/problem-alert.tsx";
import { changePassword } from "./account-api.ts";
import {
  CurrentPasswordField,
  NewPasswordField,
  RepeatPasswordField,
  useRepetition,
} from "./account-fields.tsx";

export default function ChangePasswordPage() {
  const { t } = useTranslation("account");
  const judge = useRepetition();
  const change = useMutation({ mutationFn: changePassword });
  return (
    <div className="narrow">
      <section className="card">
        <PageHeader title={t("changeTitle")} subtitle={t("changeHint")} />
        {change.isSuccess ? (
          <p className="alert alert--info" role="status">
            {t("changed")}
          </p>
        ) : (
          <PlainForm
            error={change.error}
            judge={judge}
            onSubmit={({ currentPassword = "", newPassword = "" }) =>
              change.mutate({ currentPassword, newPassword })
            }
          >
            <CurrentPasswordField name="currentPassword" label={t("currentPassword")} />
            <NewPasswordField name="newPassword" label={t("newPassword")} />
            <RepeatPasswordField />
            {change.isError && <ProblemAlert error={change.error} />}
            <SubmitButton isPending={change.isPending}>{t("change")}</SubmitButton>
          </PlainForm>
        )}
      </section>
    </div>
  );
}
