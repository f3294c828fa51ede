import type { Contract } from "@market/shared";
import { useQuery } from "@tanstack/react-query";
import { Checkbox, Modal } from "antd";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { ProblemAlert } from "../../components/problem-alert.tsx";
import { findingsQuery } from "./findings-api.ts";
import { FindingsList } from "./findings-list.tsx";

interface ExaminedDialogProps {
  contract: Contract;
  title: string;
  error: Error | null;
  isSending: boolean;
  /** Whether what stands between allows to go on. */
  isReady?: boolean;
  onSend: () => void;
  onClose: () => void;
  children?: ReactNode;
}

/** A dialog for a step that should not be taken past a grave finding unread: whoever goes on says that they read it. */
export function ExaminedDialog(props: ExaminedDialogProps) {
  const { contract, title, error, isSending, isReady = true, onSend, onClose, children } = props;
  const { t } = useTranslation(["procedure", "app"]);
  const [isConfirmed, setConfirmed] = useState(false);
  const { data, isPending } = useQuery(findingsQuery(contract));
  const blocking = data?.findings.filter(({ severity }) => severity === "blocking") ?? [];
  const mustConfirm = blocking.length > 0 && !isConfirmed;
  return (
    <Modal
      open
      title={title}
      okText={t("app:confirm")}
      okButtonProps={{ disabled: isPending || mustConfirm || !isReady }}
      cancelText={t("app:cancel")}
      confirmLoading={isSending}
      onOk={onSend}
      onCancel={onClose}
    >
      {children}
      {blocking.length > 0 && (
        <>
          <FindingsList findings={blocking} />
          <p>
            <Checkbox checked={isConfirmed} onChange={({ target }) => setConfirmed(target.checked)}>
              {t("findings.confirm")}
            </Checkbox>
          </p>
        </>
      )}
      {error !== null && <ProblemAlert error={error} />}
    </Modal>
  );
}
