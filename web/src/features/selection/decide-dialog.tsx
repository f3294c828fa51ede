import type { DecideNomination, Nomination } from "@market/shared";
import { App, Form, Input, Modal, Radio } from "antd";
import { useTranslation } from "react-i18next";
import { showFieldErrors } from "../../components/form-problem.ts";
import { ProblemAlert } from "../../components/problem-alert.tsx";
import { useDecide } from "./selection-api.ts";

/** An official decides on a nomination, with all reviews before them. */
export function DecideDialog({ nomination, onClose }: { nomination: Nomination; onClose: () => void }) {
  const { t } = useTranslation(["selection", "app"]);
  const { message } = App.useApp();
  const [form] = Form.useForm<DecideNomination>();
  const decide = useDecide(nomination.id);
  const { result, organisation, score, reviews = [], decision } = nomination;
  const submit = (body: DecideNomination) =>
    decide.mutate(body, {
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
      cancelText={t("app:cancel")}
      confirmLoading={decide.isPending}
      onOk={form.submit}
      onCancel={onClose}
    >
      <p>
        <strong>{result.title}</strong>
        <br />
        <span className="muted">{organisation.name}</span>
      </p>
      <p className="prose">{nomination.statement}</p>
      {score !== undefined && score.reviews > 0 && (
        <p>{t("scoreOf", { mean: score.mean, spread: score.spread, count: score.reviews })}</p>
      )}
      <ul>
        {reviews.map(({ reviewer, total, comment }) => (
          <li key={reviewer.id}>
            <strong>{reviewer.name}</strong> <span className="number">{total}</span> — {comment}
          </li>
        ))}
      </ul>
      {decide.isError && <ProblemAlert error={decide.error} />}
      <Form<DecideNomination>
        form={form}
        layout="vertical"
        initialValues={{ outcome: decision?.outcome ?? "selected", reason: decision?.reason }}
        onFinish={submit}
      >
        <Form.Item name="outcome" label={t("decision")}>
          <Radio.Group
            options={(["selected", "declined"] as const).map((value) => ({
              value,
              label: t(`decisionOf.${value}`),
            }))}
          />
        </Form.Item>
        <Form.Item
          name="reason"
          label={t("reason")}
          extra={t("noteHint")}
          rules={[{ required: true, whitespace: true, message: t("required", { label: t("reason") }) }]}
        >
          <Input.TextArea rows={3} maxLength={2000} showCount />
        </Form.Item>
      </Form>
    </Modal>
  );
}
