import type { PairingAct } from "@market/shared";
import { Input, Modal } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ProblemAlert } from "../../components/problem-alert.tsx";

interface ActDialogProps {
  act: Exclude<PairingAct, "claim" | "decline">;
  error: Error | null;
  isSending: boolean;
  onSend: (note: string) => void;
  onClose: () => void;
}

/** Says what an act will bring about, takes a note for the history, and carries it out. */
export function ActDialog({ act, error, isSending, onSend, onClose }: ActDialogProps) {
  const { t } = useTranslation(["pairing", "app"]);
  const [note, setNote] = useState("");
  return (
    <Modal
      open
      title={t(`acts.do.${act}`)}
      okText={t(`acts.do.${act}`)}
      cancelText={t("app:cancel")}
      confirmLoading={isSending}
      onOk={() => onSend(note.trim())}
      onCancel={onClose}
    >
      <p>{t(`acts.consequence.${act}`)}</p>
      <label htmlFor="act-note">{t("acts.note")}</label>
      <Input.TextArea
        id="act-note"
        value={note}
        onChange={(event) => setNote(event.target.value)}
        maxLength={2000}
        autoSize={{ minRows: 2, maxRows: 8 }}
        placeholder={t("acts.notePlaceholder")}
      />
      {error !== null && <ProblemAlert error={error} />}
    </Modal>
  );
}
