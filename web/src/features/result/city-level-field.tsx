import { cityMaturityLevels } from "@market/shared";
import { Form, Select } from "antd";
import { useTranslation } from "react-i18next";
import { useVocabulary } from "../../i18n/use-vocabulary.ts";

/** The level on the city's scale, explained where it is chosen; it may be left empty. */
export function CityLevelField() {
  const { t } = useTranslation("result");
  const { options } = useVocabulary(cityMaturityLevels);
  return (
    <Form.Item name="cityLevel" label={t("cityLevel")} extra={t("form.cityLevelHint")}>
      <Select
        allowClear
        listHeight={420}
        placeholder={t("form.cityLevelNone")}
        options={options.map(({ value, label }) => ({
          value: Number(value),
          label: `${value} · ${label}`,
        }))}
      />
    </Form.Item>
  );
}
