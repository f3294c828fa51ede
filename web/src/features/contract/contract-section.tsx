import { type ContractType, contractTypes, TITLE_MAX_LENGTH } from "@market/shared";
import { Form, Input, Select } from "antd";
import { useTranslation } from "react-i18next";
import { DayInput } from "../../components/day-input.tsx";
import { today } from "../../components/instant.ts";
import { useVocabulary } from "../../i18n/use-vocabulary.ts";
import type { ContractFormValues } from "./contract-form-values.ts";
import { RecordField } from "./record-field.tsx";
import { useRecordVocabulary } from "./record-vocabulary.ts";
import { YesNo } from "./yes-no.tsx";

const LONG_TEXT = 2000;

/** What the contract is: name, type, subject, days. */
export function ContractSection() {
  const { t } = useTranslation("contract");
  const form = Form.useFormInstance<ContractFormValues>();
  const type = Form.useWatch("type", form);
  const subtypes = useRecordVocabulary("contract-subtypes");
  const payments = useRecordVocabulary("payment-kinds");
  const subtypeOptions = subtypes.optionsUnder(type);

  const followType = (chosen: ContractType) => {
    const [first, ...others] = subtypes.optionsUnder(chosen);
    form.setFieldValue("subtype", others.length === 0 ? first?.value : undefined);
  };

  return (
    <section className="card">
      <h2>{t("form.what")}</h2>
      <RecordField
        name="title"
        label={t("title")}
        extra={t("form.titleHint")}
        rules={[{ required: true, whitespace: true, message: t("form.titleMissing") }]}
      >
        <Input maxLength={TITLE_MAX_LENGTH} showCount />
      </RecordField>
      <div className="contract-columns">
        <RecordField
          name="type"
          label={t("type")}
          help="type"
          rules={[{ required: true, message: t("form.typeMissing") }]}
        >
          <Select options={useVocabulary(contractTypes).options} onChange={followType} />
        </RecordField>
        <RecordField name="subtype" label={t("subtype")}>
          <Select
            allowClear
            disabled={type === undefined}
            loading={subtypes.isPending}
            options={subtypeOptions}
            placeholder={type === undefined ? t("form.typeFirst") : undefined}
          />
        </RecordField>
        <RecordField
          name="signedOn"
          label={t("signedOn")}
          rules={[
            { required: true, message: t("form.signedOnMissing") },
            {
              validator: async (_rule, day: string | undefined) => {
                if (day !== undefined && day > today()) throw new Error(t("form.signedInFuture"));
              },
            },
          ]}
        >
          <DayInput />
        </RecordField>
        <RecordField name="paymentKind" label={t("paymentKind")} help="paymentKind">
          <Select allowClear loading={payments.isPending} options={payments.options} />
        </RecordField>
        <RecordField name="startsOn" label={t("startsOn")}>
          <DayInput />
        </RecordField>
        <RecordField
          name="endsOn"
          label={t("endsOn")}
          rules={[
            {
              validator: async (_rule, day: string | undefined) => {
                const start: string | undefined = form.getFieldValue("startsOn");
                if (day !== undefined && start !== undefined && day < start) {
                  throw new Error(t("form.endsBeforeStart"));
                }
              },
            },
          ]}
        >
          <DayInput />
        </RecordField>
        <RecordField name="isRelatedParty" label={t("isRelatedParty")} help="isRelatedParty">
          <YesNo />
        </RecordField>
      </div>
      <RecordField name="subject" label={t("subject")} extra={t("form.subjectHint")}>
        <Input.TextArea maxLength={LONG_TEXT} autoSize={{ minRows: 2, maxRows: 8 }} />
      </RecordField>
    </section>
  );
}
