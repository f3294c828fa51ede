import { useMutation } from "@tanstack/react-query";
import { Button, Form, Input } from "antd";
import { useTranslation } from "react-i18next";
import { useIdempotencyKey } from "../../app/use-idempotency-key.ts";
import { CopyableText } from "../../components/copyable-text.tsx";
import { showFieldErrors } from "../../components/form-problem.ts";
import { InstantText } from "../../components/instant-text.tsx";
import { ProblemAlert } from "../../components/problem-alert.tsx";
import { invite } from "./organisation-api.ts";

/** Makes a link that lets one person join the organisation. */
export function InvitationForm({ organisationId }: { organisationId: string }) {
  const { t } = useTranslation("organisation");
  const [form] = Form.useForm<{ email: string }>();
  const keyOf = useIdempotencyKey();
  const invitation = useMutation({
    mutationFn: (email: string) => invite(organisationId, email, keyOf(email)),
    onSuccess: () => form.resetFields(),
    onError: (error) => showFieldErrors(form, error),
  });
  const made = invitation.data;
  return (
    <>
      <p className="muted">{t("inviteHint")}</p>
      <Form form={form} layout="vertical" onFinish={({ email }) => invitation.mutate(email)}>
        <Form.Item
          name="email"
          label={t("email")}
          rules={[{ required: true, type: "email", message: t("emailRequired") }]}
        >
          <Input type="email" maxLength={254} className="filter-input" />
        </Form.Item>
        {invitation.isError && <ProblemAlert error={invitation.error} />}
        <Button type="primary" htmlType="submit" loading={invitation.isPending}>
          {t("inviteButton")}
        </Button>
      </Form>
      {made !== undefined && (
        <div className="alert alert--info invitation" role="status">
          {made.token === undefined ? (
            <p>{t("invitedAgain")}</p>
          ) : (
            <>
              <p>{t("invited", { email: made.email })}</p>
              <CopyableText
                text={`${window.location.origin}/invitation?${new URLSearchParams({ token: made.token })}`}
              />
            </>
          )}
          <p className="muted">
            {t("validUntil")} <InstantText at={made.expiresAt} />
          </p>
        </div>
      )}
    </>
  );
}
