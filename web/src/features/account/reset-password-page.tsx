import { useMutation } from "@tanstack/react-query";
import { App } from "antd";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { ProblemAlert } from "../../components/problem-alert.tsx";
import { resetPassword } from "./account-api.ts";
import { NewPasswordItem, RepeatPasswordItem } from "./account-form-items.tsx";
import { TokenPage } from "./token-page.tsx";

export default function ResetPasswordPage() {
  const { t } = useTranslation("account");
  const { message } = App.useApp();
  const navigate = useNavigate();
  const reset = useMutation({
    mutationFn: resetPassword,
    onSuccess: async () => {
      void message.success(t("resetDone"));
      await navigate("/login");
    },
  });
  return (
    <TokenPage<{ newPassword: string }>
      title={t("resetTitle")}
      hint={t("resetHint")}
      submitLabel={t("change")}
      isPending={reset.isPending}
      problem={reset.isError && <ProblemAlert error={reset.error} />}
      onSubmit={(token, { newPassword }) => reset.mutate({ token, newPassword })}
    >
      <NewPasswordItem name="newPassword" label={t("newPassword")} />
      <RepeatPasswordItem of="newPassword" />
    </TokenPage>
  );
}
