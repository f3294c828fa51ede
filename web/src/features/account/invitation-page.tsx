import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { acceptInvitation } from "./account-api.ts";
import { NameField, NewPasswordField } from "./account-fields.tsx";
import { TokenPage } from "./token-page.tsx";

export default function InvitationPage() {
  const { t } = useTranslation("account");
  const navigate = useNavigate();
  const accept = useMutation({
    mutationFn: acceptInvitation,
    onSuccess: () => navigate("/login", { state: { notice: t("accepted") } }),
  });
  return (
    <TokenPage
      title={t("invitationTitle")}
      hint={t("invitationHint")}
      submitLabel={t("accept")}
      isPending={accept.isPending}
      error={accept.error}
      onSubmit={(token, { name = "", password = "" }) => accept.mutate({ token, name, password })}
    >
      <NameField />
      <NewPasswordField name="password" label={t("password")} />
    </TokenPage>
  );
}
