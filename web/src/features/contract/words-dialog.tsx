import { Form, type FormInstance, Input, Modal } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { ProblemAlert } from "../../components/problem-alert.tsx";

/** What every dialog of an act is told of the act's sending. */
export interface WordsDialogProps<Words> {
  error: Error | null;
  isSending: boolean;
  onSend: (words: Words) => void;
  onClose: () => void;
}

interface WordsDialogFrameProps<Words extends object> extends WordsDialogProps<Words> {
  title: string;
  hint: string;
  isDangerous?: boolean;
  form: FormInstance<Words>;
  /** The name of the field that holds the sentence. */
  sentence: "note" | "reason";
  sentenceLabel: string;
  /** The choice that goes with the sentence. */
  children?: ReactNode;
}

/** A dialog for an act that owes words: a choice, and a sentence to it. */
export function WordsDialog<Words extends object>(props: WordsDialogFrameProps<Words>) {
  const { title, hint, isDangerous = false, form, sentence, sentenceLabel, children } = props;
  const { t } = useTranslation(["contract", "app"]);
  return (
    <Modal
      open
      title={title}
      okText={title}
      okButtonProps={{ danger: isDangerous }}
      cancelText={t("app:cancel")}
      confirmLoading={props.isSending}
      onOk={() => form.submit()}
      onCancel={props.onClose}
    >
      <p>{hint}</p>
      <Form<Words> form={form} layout="vertical" requiredMark={false} onFinish={props.onSend}>
        {children}
        <Form.Item
          name={sentence as never}
          label={sentenceLabel}
          rules={[{ required: true, whitespace: true, message: t("dialog.sentenceMissing") }]}
        >
          <Input.TextArea maxLength={2000} autoSize={{ minRows: 3, maxRows: 10 }} />
        </Form.Item>
      </Form>
      {props.error !== null && <ProblemAlert error={props.error} />}
    </Modal>
  );
}
