import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { resetPassword } from "./account-api.ts";
import { NewPasswordField, RepeatPasswordField, useRepetition } from "./account-fields.tsx";
import { TokenPage } from "./token-page.tsx";

export default function ResetPasswordPage() {
  const { t } = useTranslation("account");
  const navigate = useNavigate();
  const judge = useRepetition();
  const reset = useMutation({
    mutationFn: resetPassword,
    onSuccess: () => navigate("/login", { state: { notice: t("resetDone") } }),
  });
  return (
    <TokenPage
      title={t("resetTitle")}
      hint={t("resetHint")}
      submitLabel={t("change")}
      isPending={reset.isPending}
      error={reset.error}
      judge={judge}
      onSubmit={(token, { newPassword = "" }) => reset.mutate({ token, newPassword })}
    >
      <NewPasswordField name="newPassword" label={t("newPassword")} />
      <RepeatPasswordField />
    </TokenPage>
  );
}
