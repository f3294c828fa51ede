import { Radio } from "antd";
import { useTranslation } from "react-i18next";

interface YesNoProps {
  id?: string;
  value?: boolean;
  onChange?: (value: boolean) => void;
}

/** A question that is answered with yes, with no, or not yet. */
export function YesNo({ id, value, onChange }: YesNoProps) {
  const { t } = useTranslation("contract");
  return (
    <Radio.Group
      id={id}
      value={value}
      onChange={(event) => onChange?.(event.target.value)}
      options={[
        { value: true, label: t("yes") },
        { value: false, label: t("no") },
      ]}
    />
  );
}
