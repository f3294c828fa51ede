import { Form, Input, Modal } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { ProblemAlert } from "../../components/problem-alert.tsx";

interface ReasonDialogProps {
  title: string;
  hint: ReactNode;
  label: string;
  error: Error | null;
  isSending: boolean;
  onSend: (words: string) => void;
  onClose: () => void;
}

/** Asks for the words that an act owes. */
export function ReasonDialog(props: ReasonDialogProps) {
  const { t } = useTranslation(["selection", "app"]);
  const [form] = Form.useForm<{ words: string }>();
  return (
    <Modal
      open
      title={props.title}
      okText={t("app:confirm")}
      cancelText={t("app:cancel")}
      confirmLoading={props.isSending}
      onOk={form.submit}
      onCancel={props.onClose}
    >
      <div className="prose">{props.hint}</div>
      <Form<{ words: string }> form={form} layout="vertical" onFinish={({ words }) => props.onSend(words)}>
        <Form.Item
          name="words"
          label={props.label}
          rules={[{ required: true, whitespace: true, message: t("required", { label: props.label }) }]}
        >
          <Input.TextArea rows={4} maxLength={2000} showCount />
        </Form.Item>
      </Form>
      {props.error !== null && <ProblemAlert error={props.error} />}
    </Modal>
  );
}
