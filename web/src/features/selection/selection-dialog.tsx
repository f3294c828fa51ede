import type { Result, Select } from "@market/shared";
import { App, Form, Input, Modal, Radio } from "antd";
import { useTranslation } from "react-i18next";
import { showFieldErrors } from "../../components/form-problem.ts";
import { ProblemAlert } from "../../components/problem-alert.tsx";
import { useSelectResult } from "./selection-api.ts";

/** An official decides on a nominated result: whether, in which batch, and why. */
export function SelectionDialog({ result, onClose }: { result: Result; onClose: () => void }) {
  const { t } = useTranslation(["selection", "publication", "app"]);
  const { message } = App.useApp();
  const [form] = Form.useForm<Select>();
  const select = useSelectResult(result.id);

  const required = (label: string) => [
    { required: true, whitespace: true, message: t("publication:form.required", { label }) },
  ];
  const submit = (decision: Select) =>
    select.mutate(decision, {
      onSuccess: () => {
        void message.success(t("decided"));
        onClose();
      },
      onError: (error) => showFieldErrors(form, error),
    });
  return (
    <Modal
      open
      title={t("decide")}
      okText={t("app:confirm")}
      confirmLoading={select.isPending}
      onOk={form.submit}
      onCancel={onClose}
    >
      <p>
        <strong>{result.title}</strong>
        <br />
        <span className="muted">{result.organisation.name}</span>
      </p>
      {select.isError && <ProblemAlert error={select.error} />}
      <Form<Select> form={form} layout="vertical" initialValues={{ decision: "selected" }} onFinish={submit}>
        <Form.Item name="decision" label={t("decision")}>
          <Radio.Group
            options={[
              { value: "selected", label: t("decisionOf.selected") },
              { value: "declined", label: t("decisionOf.declined") },
            ]}
          />
        </Form.Item>
        <Form.Item name="batch" label={t("batch")} extra={t("batchHint")} rules={required(t("batch"))}>
          <Input maxLength={60} />
        </Form.Item>
        <Form.Item name="note" label={t("note")} extra={t("noteHint")} rules={required(t("note"))}>
          <Input.TextArea rows={3} maxLength={2000} showCount />
        </Form.Item>
      </Form>
    </Modal>
  );
}
