import { Form, Input } from "antd";
import { useTranslation } from "react-i18next";

interface PasswordItemProps {
  name: string;
  label: string;
}

/** A password that is being chosen. */
export function NewPasswordItem({ name, label }: PasswordItemProps) {
  const { t } = useTranslation("account");
  return (
    <Form.Item
      name={name}
      label={label}
      extra={t("passwordHint")}
      rules={[
        { required: true, message: t("required", { label }) },
        { min: 8, message: t("passwordShort") },
      ]}
    >
      <Input.Password autoComplete="new-password" maxLength={200} />
    </Form.Item>
  );
}

/** The same password once more, since what is typed is not seen. */
export function RepeatPasswordItem({ of }: { of: string }) {
  const { t } = useTranslation("account");
  const label = t("repeatPassword");
  return (
    <Form.Item
      name="repeated"
      label={label}
      dependencies={[of]}
      rules={[
        { required: true, message: t("required", { label }) },
        ({ getFieldValue }) => ({
          validator: async (_rule, repeated: string) => {
            if (repeated && repeated !== getFieldValue(of)) throw new Error(t("passwordsDiffer"));
          },
        }),
      ]}
    >
      <Input.Password autoComplete="new-password" maxLength={200} />
    </Form.Item>
  );
}

export function EmailItem() {
  const { t } = useTranslation("account");
  const label = t("email");
  return (
    <Form.Item
      name="email"
      label={label}
      rules={[
        { required: true, message: t("required", { label }) },
        { type: "email", message: t("emailInvalid") },
      ]}
    >
      <Input type="email" autoComplete="username" maxLength={254} />
    </Form.Item>
  );
}

export function NameItem() {
  const { t } = useTranslation("account");
  const label = t("name");
  return (
    <Form.Item
      name="name"
      label={label}
      rules={[{ required: true, whitespace: true, message: t("required", { label }) }]}
    >
      <Input autoComplete="name" maxLength={120} />
    </Form.Item>
  );
}
