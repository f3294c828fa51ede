import { useMutation } from "@tanstack/react-query";
import { App, Button, Form, Input } from "antd";
import { useTranslation } from "react-i18next";
import { showFieldErrors } from "../../components/form-problem.ts";
import { PageHeader } from "../../components/page-header.tsx";
import { ProblemAlert } from "../../components/problem-alert.tsx";
import { changePassword } from "./account-api.ts";
import { NewPasswordItem, RepeatPasswordItem } from "./account-form-items.tsx";

interface Values {
  currentPassword: string;
  newPassword: string;
}

export default function ChangePasswordPage() {
  const { t } = useTranslation("account");
  const { message } = App.useApp();
  const [form] = Form.useForm<Values>();
  const change = useMutation({
    mutationFn: ({ currentPassword, newPassword }: Values) =>
      changePassword({ currentPassword, newPassword }),
    onSuccess: () => {
      form.resetFields();
      void message.success(t("changed"));
    },
    onError: (error) => showFieldErrors(form, error),
  });
  return (
    <div className="narrow">
      <section className="card">
        <PageHeader title={t("changeTitle")} subtitle={t("changeHint")} />
        <Form<Values> form={form} layout="vertical" onFinish={change.mutate}>
          <Form.Item
            name="currentPassword"
            label={t("currentPassword")}
            rules={[{ required: true, message: t("required", { label: t("currentPassword") }) }]}
          >
            <Input.Password autoComplete="current-password" maxLength={200} />
          </Form.Item>
          <NewPasswordItem name="newPassword" label={t("newPassword")} />
          <RepeatPasswordItem of="newPassword" />
          {change.isError && <ProblemAlert error={change.error} />}
          <Button type="primary" htmlType="submit" loading={change.isPending}>
            {t("change")}
          </Button>
        </Form>
      </section>
    </div>
  );
}
