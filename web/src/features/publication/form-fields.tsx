import {
  BODY_MAX_LENGTH,
  cooperation,
  fields,
  TITLE_MAX_LENGTH,
  trlLevels,
  visibilities,
} from "@market/shared";
import { Form, Input, Radio, Select } from "antd";
import { useTranslation } from "react-i18next";
import { type Amount, AmountInput, fenOf } from "../../components/amount-input.tsx";
import { CheckboxChoice } from "../../components/checkbox-choice.tsx";
import { useVocabulary } from "../../i18n/use-vocabulary.ts";

const CONTACT_TEXT_MAX_LENGTH = 300;

interface TextFieldProps {
  name: string;
  label: string;
  hint: string;
}

export function TitleField({ hint }: { hint: string }) {
  const { t } = useTranslation("publication");
  const label = t("form.title");
  return (
    <Form.Item
      name="title"
      label={label}
      extra={hint}
      rules={[{ required: true, whitespace: true, message: t("form.required", { label }) }]}
    >
      <Input maxLength={TITLE_MAX_LENGTH} showCount />
    </Form.Item>
  );
}

/** A long text, with what belongs in it. */
export function BodyField({ name, label, hint, isRequired }: TextFieldProps & { isRequired: boolean }) {
  const { t } = useTranslation("publication");
  return (
    <Form.Item
      name={name}
      label={label}
      extra={hint}
      rules={[{ required: isRequired, whitespace: true, message: t("form.required", { label }) }]}
    >
      <Input.TextArea autoSize={{ minRows: 5, maxRows: 18 }} maxLength={BODY_MAX_LENGTH} />
    </Form.Item>
  );
}

export function KeywordsField() {
  const { t } = useTranslation("publication");
  return (
    <Form.Item
      name="keywords"
      label={t("keywords")}
      extra={t("form.keywordsHint")}
      rules={[
        { type: "array", defaultField: { type: "string", max: 64, message: t("form.keywordTooLong") } },
      ]}
    >
      <Select
        mode="tags"
        open={false}
        suffixIcon={null}
        tokenSeparators={[",", "，", "、", ";", "；"]}
        maxCount={20}
      />
    </Form.Item>
  );
}

export function IndustryField() {
  const { t } = useTranslation("publication");
  const { options } = useVocabulary(fields);
  const label = t("field");
  return (
    <Form.Item
      name="field"
      label={label}
      rules={[{ required: true, message: t("form.required", { label }) }]}
    >
      <Select options={options} showSearch={{ optionFilterProp: "label" }} />
    </Form.Item>
  );
}

export function CooperationField() {
  const { t } = useTranslation("publication");
  const { options } = useVocabulary(cooperation);
  const label = t("cooperation");
  return (
    <Form.Item
      name="cooperation"
      label={label}
      extra={t("form.cooperationHint")}
      rules={[{ required: true, type: "array", min: 1, message: t("form.required", { label }) }]}
    >
      <CheckboxChoice options={options} />
    </Form.Item>
  );
}

/** A level of readiness, each explained where it is chosen. */
export function TrlField({ name, label, hint }: TextFieldProps) {
  const { t } = useTranslation("publication");
  const { options } = useVocabulary(trlLevels);
  return (
    <Form.Item
      name={name}
      label={label}
      extra={hint}
      rules={[{ required: true, message: t("form.required", { label }) }]}
    >
      <Select
        listHeight={380}
        options={options.map((option) => ({
          value: Number(option.value),
          label: `TRL ${option.value} · ${option.label}`,
        }))}
      />
    </Form.Item>
  );
}

export function AmountField({ name, label }: { name: string; label: string }) {
  const { t } = useTranslation("publication");
  const validator = async (_rule: unknown, amount: Amount | undefined) => {
    if (amount !== undefined && fenOf(amount) === undefined) throw new Error(t("form.amountInvalid"));
  };
  return (
    <Form.Item name={name} label={label} rules={[{ validator }]}>
      <AmountInput negotiableLabel={t("form.negotiable")} />
    </Form.Item>
  );
}

export function VisibilityField() {
  const { t } = useTranslation("publication");
  const { options } = useVocabulary(visibilities);
  return (
    <Form.Item name="visibility" label={t("visibility")}>
      <Radio.Group className="stacked-radios">
        {options.map((option) => (
          <Radio key={option.value} value={option.value}>
            {option.label} <span className="muted">{t(`visibilityHint.${option.value}`)}</span>
          </Radio>
        ))}
      </Radio.Group>
    </Form.Item>
  );
}

/** Whom to call: its parts, or the one text it was given as, which may be longer than any of them. */
export function ContactFields() {
  const { t } = useTranslation("publication");
  const isOneText = Form.useWatch(["contact", "text"], { preserve: true }) !== undefined;
  if (isOneText) {
    return (
      <Form.Item name={["contact", "text"]} label={t("contact")} extra={t("form.contactHint")}>
        <Input.TextArea autoSize maxLength={CONTACT_TEXT_MAX_LENGTH} />
      </Form.Item>
    );
  }
  return (
    <Form.Item label={t("contact")} extra={t("form.contactHint")}>
      <div className="form-columns">
        <Form.Item name={["contact", "name"]} noStyle>
          <Input placeholder={t("form.contactName")} aria-label={t("form.contactName")} maxLength={120} />
        </Form.Item>
        <Form.Item name={["contact", "phone"]} noStyle>
          <Input placeholder={t("form.contactPhone")} aria-label={t("form.contactPhone")} maxLength={60} />
        </Form.Item>
        <Form.Item name={["contact", "email"]} noStyle>
          <Input placeholder={t("form.contactEmail")} aria-label={t("form.contactEmail")} maxLength={254} />
        </Form.Item>
      </div>
    </Form.Item>
  );
}
