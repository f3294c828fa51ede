import { type DeclinePairing, declineReasons } from "@market/shared";
import { Form, Input, Modal, Select } from "antd";
import { useTranslation } from "react-i18next";
import { ProblemAlert } from "../../components/problem-alert.tsx";
import { useVocabulary } from "../../i18n/use-vocabulary.ts";

interface DeclineDialogProps {
  error: Error | null;
  isSending: boolean;
  onSend: (words: DeclinePairing) => void;
  onClose: () => void;
}

/** A "no" with what it owes both sides: a reason to count by and a sentence to learn from. */
export function DeclineDialog({ error, isSending, onSend, onClose }: DeclineDialogProps) {
  const { t } = useTranslation(["pairing", "app"]);
  const { options } = useVocabulary(declineReasons);
  const [form] = Form.useForm<DeclinePairing>();
  return (
    <Modal
      open
      title={t("decline.title")}
      okText={t("decline.send")}
      okButtonProps={{ danger: true }}
      cancelText={t("app:cancel")}
      confirmLoading={isSending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <p>{t("decline.hint")}</p>
      <Form form={form} layout="vertical" requiredMark={false} onFinish={onSend}>
        <Form.Item
          name="reason"
          label={t("decline.reason")}
          rules={[{ required: true, message: t("decline.reasonMissing") }]}
        >
          <Select options={options} placeholder={t("decline.reasonPlaceholder")} />
        </Form.Item>
        <Form.Item
          name="note"
          label={t("decline.note")}
          rules={[{ required: true, whitespace: true, message: t("decline.noteMissing") }]}
        >
          <Input.TextArea
            maxLength={2000}
            autoSize={{ minRows: 3, maxRows: 10 }}
            placeholder={t("decline.notePlaceholder")}
          />
        </Form.Item>
      </Form>
      {error !== null && <ProblemAlert error={error} />}
    </Modal>
  );
}
