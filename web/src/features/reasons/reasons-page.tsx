import type { UpdateReasonsSetting } from "@market/shared";
import { useQuery } from "@tanstack/react-query";
import { App, Button, Checkbox, Form, InputNumber } from "antd";
import { useTranslation } from "react-i18next";
import { showFieldErrors } from "../../components/form-problem.ts";
import { InstantText } from "../../components/instant-text.tsx";
import { PageHeader } from "../../components/page-header.tsx";
import { PageSkeleton } from "../../components/page-skeleton.tsx";
import { ProblemAlert } from "../../components/problem-alert.tsx";
import { reasonsSettingQuery, useUpdateReasonsSetting } from "./reasons-api.ts";

/** Whether companies' texts may go to the chat model that words reasons, and how often a day it may be asked. */
export default function ReasonsPage() {
  const { t } = useTranslation(["reasons", "app"]);
  const { message } = App.useApp();
  const [form] = Form.useForm<UpdateReasonsSetting>();
  const setting = useQuery(reasonsSettingQuery);
  const update = useUpdateReasonsSetting();
  const save = (values: UpdateReasonsSetting) =>
    update.mutate(values, {
      onSuccess: () => void message.success(t("saved")),
      onError: (error) => showFieldErrors(form, error),
    });
  if (setting.isPending) return <PageSkeleton />;
  if (setting.isLoadingError) {
    return <ProblemAlert error={setting.error} onRetry={() => void setting.refetch()} />;
  }
  const { model, askedToday, changedAt, changedBy, outsideAllowed, dailyBudget } = setting.data;
  return (
    <div className="narrow">
      <PageHeader title={t("title")} subtitle={t("hint")} />
      <p className={model === null ? "alert alert--warning" : "muted"}>
        {model === null ? t("noModel") : t("model", { model, count: askedToday })}
      </p>
      <Form<UpdateReasonsSetting>
        form={form}
        layout="vertical"
        className="card"
        initialValues={{ outsideAllowed, dailyBudget }}
        onFinish={save}
      >
        <Form.Item name="outsideAllowed" valuePropName="checked" extra={t("outsideAllowedHint")}>
          <Checkbox>{t("outsideAllowed")}</Checkbox>
        </Form.Item>
        <Form.Item
          name="dailyBudget"
          label={t("dailyBudget")}
          extra={t("dailyBudgetHint")}
          rules={[{ required: true, message: t("dailyBudgetMissing") }]}
        >
          <InputNumber min={0} max={100_000} precision={0} />
        </Form.Item>
        {update.isError && <ProblemAlert error={update.error} />}
        <Button type="primary" htmlType="submit" loading={update.isPending}>
          {t("app:save")}
        </Button>
        {changedAt !== null && (
          <p className="muted">
            {t("changed", { name: changedBy })} <InstantText at={changedAt} />
          </p>
        )}
      </Form>
    </div>
  );
}
