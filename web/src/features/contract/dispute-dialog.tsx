import { type DisputeContract, registrationRules } from "@market/shared";
import { Form } from "antd";
import { useTranslation } from "react-i18next";
import { WordsDialog, type WordsDialogProps } from "./words-dialog.tsx";

/** Calls a contract disputed. */
export function DisputeDialog(dialog: WordsDialogProps<DisputeContract>) {
  const { t } = useTranslation(["contract", "procedure"]);
  const [form] = Form.useForm<DisputeContract>();
  return (
    <WordsDialog
      {...dialog}
      form={form}
      title={t("procedure:dispute.title")}
      hint={t("procedure:dispute.hint", { days: registrationRules.workingDays["expert-review"] })}
      isDangerous
      sentence="note"
      sentenceLabel={t("dialog.note")}
    />
  );
}
