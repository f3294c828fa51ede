import type { ReviewContract } from "@market/shared";
import { Form, Radio } from "antd";
import { useTranslation } from "react-i18next";
import { WordsDialog, type WordsDialogProps } from "./words-dialog.tsx";

/** A second official's opinion on a large contract. */
export function ReviewDialog(dialog: WordsDialogProps<ReviewContract>) {
  const { t } = useTranslation("contract");
  const [form] = Form.useForm<ReviewContract>();
  return (
    <WordsDialog
      {...dialog}
      form={form}
      title={t("acts.do.review")}
      hint={t("dialog.hint.review")}
      sentence="note"
      sentenceLabel={t("dialog.note")}
    >
      <Form.Item
        name="opinion"
        label={t("review.opinion")}
        rules={[{ required: true, message: t("dialog.opinionMissing") }]}
      >
        <Radio.Group
          options={(["approve", "reject"] as const).map((value) => ({ value, label: t(`review.${value}`) }))}
        />
      </Form.Item>
    </WordsDialog>
  );
}
