import type { User } from "@market/shared";
import { useMutation } from "@tanstack/react-query";
import { App, Button, Modal } from "antd";
import { useTranslation } from "react-i18next";
import { CopyableText } from "../../components/copyable-text.tsx";
import { InstantText } from "../../components/instant-text.tsx";
import { createResetLink } from "./account-api.ts";

/** Issues a link by which a person sets a new password, and shows it once. */
export function ResetLinkButton({ user }: { user: User }) {
  const { t } = useTranslation("account");
  const { message } = App.useApp();
  const create = useMutation({
    mutationFn: () => createResetLink(user.id),
    onError: (error) => message.error(error.message),
  });
  return (
    <>
      <Button loading={create.isPending} onClick={() => create.mutate()}>
        {t("resetLink")}
      </Button>
      {create.isSuccess && (
        <Modal open title={t("resetLinkTitle")} footer={null} onCancel={create.reset}>
          <p>{t("resetLinkHint", { name: user.name })}</p>
          <CopyableText text={`${window.location.origin}${create.data.path}`} />
          <p className="muted">
            {t("validUntil")} <InstantText at={create.data.expiresAt} />
          </p>
        </Modal>
      )}
    </>
  );
}
