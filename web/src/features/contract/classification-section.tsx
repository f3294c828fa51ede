import { fields, technologyAreas } from "@market/shared";
import { Form, Select } from "antd";
import { useTranslation } from "react-i18next";
import { useVocabulary } from "../../i18n/use-vocabulary.ts";
import type { ContractFormValues } from "./contract-form-values.ts";
import { RecordField } from "./record-field.tsx";
import { useRecordVocabulary } from "./record-vocabulary.ts";
import { YesNo } from "./yes-no.tsx";

const search = { optionFilterProp: "label" };

/** What the statistics ask: the city's field beside the national classifications. */
export function ClassificationSection() {
  const { t } = useTranslation("contract");
  const form = Form.useFormInstance<ContractFormValues>();
  const techArea = Form.useWatch("techArea", form);
  const subareas = useRecordVocabulary("technology-subareas");
  const planSources = useRecordVocabulary("plan-sources");
  const rights = useRecordVocabulary("contract-ip");
  const objectives = useRecordVocabulary("socio-economic-objectives");
  const industries = useRecordVocabulary("gbt4754");

  return (
    <section className="card">
      <h2>{t("form.classification")}</h2>
      <p className="muted">{t("form.classificationHint")}</p>
      <div className="contract-columns">
        <RecordField
          name="field"
          label={t("field")}
          rules={[{ required: true, message: t("form.fieldMissing") }]}
        >
          <Select options={useVocabulary(fields).options} showSearch={search} />
        </RecordField>
        <RecordField name="isMarine" label={t("isMarine")} help="isMarine">
          <YesNo />
        </RecordField>
        <RecordField name="techArea" label={t("techArea")} help="techArea">
          <Select
            allowClear
            options={useVocabulary(technologyAreas).options}
            showSearch={search}
            onChange={() => form.setFieldValue("techSubarea", undefined)}
          />
        </RecordField>
        <RecordField name="techSubarea" label={t("techSubarea")}>
          <Select
            allowClear
            disabled={techArea === undefined}
            loading={subareas.isPending}
            options={subareas.optionsUnder(techArea)}
            showSearch={search}
            placeholder={techArea === undefined ? t("form.areaFirst") : undefined}
          />
        </RecordField>
        <RecordField name="ipRight" label={t("ipRight")} help="ipRight">
          <Select allowClear loading={rights.isPending} options={rights.options} showSearch={search} />
        </RecordField>
        <RecordField name="planSource" label={t("planSource")} help="planSource">
          <Select
            allowClear
            loading={planSources.isPending}
            options={planSources.grouped()}
            showSearch={search}
          />
        </RecordField>
        <RecordField name="objective" label={t("objective")} help="objective">
          <Select
            allowClear
            loading={objectives.isPending}
            options={objectives.options}
            showSearch={search}
          />
        </RecordField>
        <RecordField name="industry" label={t("industry")} help="industry">
          <Select
            allowClear
            loading={industries.isPending}
            options={industries.options}
            showSearch={search}
            placeholder={t("form.industryPlaceholder")}
          />
        </RecordField>
      </div>
    </section>
  );
}
