import type { VoidContract } from "@market/shared";
import { Form, Radio } from "antd";
import { useTranslation } from "react-i18next";
import { WordsDialog, type WordsDialogProps } from "./words-dialog.tsx";

/** Takes a registration out of force: cancelled at the parties' wish, or revoked by the office. */
export function VoidDialog(dialog: WordsDialogProps<VoidContract>) {
  const { t } = useTranslation("contract");
  const [form] = Form.useForm<VoidContract>();
  return (
    <WordsDialog
      {...dialog}
      form={form}
      title={t("acts.do.void")}
      hint={t("dialog.hint.void")}
      isDangerous
      sentence="reason"
      sentenceLabel={t("dialog.note")}
    >
      <Form.Item
        name="kind"
        label={t("dialog.kind")}
        rules={[{ required: true, message: t("dialog.kindMissing") }]}
      >
        <Radio.Group
          options={(["cancelled", "revoked"] as const).map((value) => ({
            value,
            label: t(`dialog.kinds.${value}`),
          }))}
        />
      </Form.Item>
    </WordsDialog>
  );
}
