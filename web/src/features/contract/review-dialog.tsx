import type { ReviewContract } from "@market/shared";
import { Form, Radio } from "antd";
import { useTranslation } from "react-i18next";
import { WordsDialog, type WordsDialogProps } from "./words-dialog.tsx";

/** A second official's opinion: on a large or disputed contract, or on another's amendment of a large one. */
export function ReviewDialog({
  act,
  ...dialog
}: WordsDialogProps<ReviewContract> & { act: "review" | "reviewAmendment" }) {
  const { t } = useTranslation(["contract", "procedure"]);
  const [form] = Form.useForm<ReviewContract>();
  const isOfAmendment = act === "reviewAmendment";
  return (
    <WordsDialog
      {...dialog}
      form={form}
      title={isOfAmendment ? t("procedure:amendment.review") : t("acts.do.review")}
      hint={isOfAmendment ? t("procedure:amendment.reviewHint") : t("dialog.hint.review")}
      sentence="note"
      sentenceLabel={t("dialog.note")}
    >
      <Form.Item
        name="opinion"
        label={t("review.opinion")}
        rules={[{ required: true, message: t("dialog.opinionMissing") }]}
      >
        <Radio.Group
          options={(["approve", "reject"] as const).map((value) => ({
            value,
            label: isOfAmendment ? t(`procedure:amendment.${value}`) : t(`review.${value}`),
          }))}
        />
      </Form.Item>
    </WordsDialog>
  );
}
