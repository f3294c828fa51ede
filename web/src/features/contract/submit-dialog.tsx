import type { Contract, SubmitContract } from "@market/shared";
import { Checkbox } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { CommitmentText } from "./commitment-section.tsx";
import { ExaminedDialog } from "./examined-dialog.tsx";
import type { WordsDialogProps } from "./words-dialog.tsx";

/** Hands a contract in: the promise for its truth, and what the pre-check holds against it. */
export function SubmitDialog({
  contract,
  onSend,
  ...dialog
}: WordsDialogProps<SubmitContract> & { contract: Contract }) {
  const { t } = useTranslation(["contract", "procedure"]);
  const [isPromised, setPromised] = useState(false);
  return (
    <ExaminedDialog
      {...dialog}
      contract={contract}
      title={t("procedure:submit.title")}
      isReady={isPromised}
      onSend={() => onSend({ commitment: true })}
    >
      <p>{t("commitment.submitQuestion")}</p>
      <CommitmentText />
      <p>
        <Checkbox checked={isPromised} onChange={({ target }) => setPromised(target.checked)}>
          {t("commitment.give")}
        </Checkbox>
      </p>
    </ExaminedDialog>
  );
}
