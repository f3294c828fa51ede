import { useMutation } from "@tanstack/react-query";
import { App } from "antd";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { ProblemAlert } from "../../components/problem-alert.tsx";
import { acceptInvitation } from "./account-api.ts";
import { NameItem, NewPasswordItem } from "./account-form-items.tsx";
import { TokenPage } from "./token-page.tsx";

export default function InvitationPage() {
  const { t } = useTranslation("account");
  const { message } = App.useApp();
  const navigate = useNavigate();
  const accept = useMutation({
    mutationFn: acceptInvitation,
    onSuccess: async () => {
      void message.success(t("accepted"));
      await navigate("/login");
    },
  });
  return (
    <TokenPage<{ name: string; password: string }>
      title={t("invitationTitle")}
      hint={t("invitationHint")}
      submitLabel={t("accept")}
      isPending={accept.isPending}
      problem={accept.isError && <ProblemAlert error={accept.error} />}
      onSubmit={(token, { name, password }) => accept.mutate({ token, name, password })}
    >
      <NameItem />
      <NewPasswordItem name="password" label={t("password")} />
    </TokenPage>
  );
}
