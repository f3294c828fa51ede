import { type GroundedDecision, registrationGrounds } from "@market/shared";
import { Form, Select } from "antd";
import { useTranslation } from "react-i18next";
import { useVocabulary } from "../../i18n/use-vocabulary.ts";
import { WordsDialog, type WordsDialogProps } from "./words-dialog.tsx";

/** Returns or refuses a contract, on one of the grounds the rules know. */
export function GroundDialog({
  act,
  ...dialog
}: WordsDialogProps<GroundedDecision> & { act: "return" | "refuse" }) {
  const { t } = useTranslation("contract");
  const { options } = useVocabulary(registrationGrounds);
  const [form] = Form.useForm<GroundedDecision>();
  return (
    <WordsDialog
      {...dialog}
      form={form}
      title={t(`acts.do.${act}`)}
      hint={t(`dialog.hint.${act}`)}
      isDangerous={act === "refuse"}
      sentence="note"
      sentenceLabel={t("dialog.note")}
    >
      <Form.Item
        name="reason"
        label={t("dialog.ground")}
        rules={[{ required: true, message: t("dialog.groundMissing") }]}
      >
        <Select options={options} placeholder={t("dialog.groundPlaceholder")} />
      </Form.Item>
    </WordsDialog>
  );
}
