import { Button, type ButtonProps, Popconfirm } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

interface ConfirmButtonProps {
  children: ReactNode;
  /** What is asked before the act, and what will follow from it. */
  question: string;
  consequence?: string;
  onConfirm: () => void;
  danger?: boolean;
  loading?: boolean;
  disabled?: boolean;
  type?: ButtonProps["type"];
  size?: ButtonProps["size"];
}

/** A button for what cannot be taken back: asks once more. */
export function ConfirmButton(props: ConfirmButtonProps) {
  const { t } = useTranslation();
  const { children, question, consequence, onConfirm, ...button } = props;
  return (
    <Popconfirm
      title={question}
      description={consequence}
      okText={t("confirm")}
      cancelText={t("cancel")}
      okButtonProps={{ danger: button.danger ?? false }}
      onConfirm={onConfirm}
    >
      <Button {...button}>{children}</Button>
    </Popconfirm>
  );
}
