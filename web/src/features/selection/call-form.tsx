import {
  type CreateSelectionCall,
  editableCallFields,
  organisationKinds,
  type SelectionCall,
  TOTAL_WEIGHT,
} from "@market/shared";
import { Button, Form, Input, InputNumber } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { CheckboxChoice } from "../../components/checkbox-choice.tsx";
import { DayInput } from "../../components/day-input.tsx";
import { showFieldErrors } from "../../components/form-problem.ts";
import { ProblemAlert } from "../../components/problem-alert.tsx";
import { useFormDraft } from "../../components/use-form-draft.ts";
import { useVocabulary } from "../../i18n/use-vocabulary.ts";
import "./selection.css";

interface CallFormProps {
  draftKey: string;
  status: SelectionCall["status"];
  initialValues: Partial<CreateSelectionCall>;
  send: (values: CreateSelectionCall) => Promise<void>;
}

/** The rules of a call: what is judged, by whose nomination, and when each step is due. */
export function CallForm({ draftKey, status, initialValues, send }: CallFormProps) {
  const { t } = useTranslation(["selection", "app"]);
  const [form] = Form.useForm<CreateSelectionCall>();
  const [error, setError] = useState<Error | null>(null);
  const [isSending, setIsSending] = useState(false);
  const draft = useFormDraft<CreateSelectionCall>(draftKey);
  const kindOptions = useVocabulary(organisationKinds).options;
  const editable = editableCallFields(status);
  const isLocked = (name: string) => !editable.includes(name);
  const criteria = Form.useWatch("criteria", form);
  const weight = (criteria ?? []).reduce((sum, criterion) => sum + (criterion?.weight ?? 0), 0);
  const required = (label: string) => [{ required: true, message: t("required", { label }) }];

  const submit = async (values: CreateSelectionCall) => {
    setIsSending(true);
    setError(null);
    try {
      await send({ ...values, description: values.description ?? "" });
      draft.discard();
    } catch (problem) {
      if (!(problem instanceof Error)) throw problem;
      setError(problem);
      showFieldErrors(form, problem);
    } finally {
      setIsSending(false);
    }
  };
  const day = (name: "nominationsOpenOn" | "nominationsCloseOn" | "reviewUntil" | "plannedReleaseOn") => (
    <Form.Item name={name} label={t(name)} rules={required(t(name))}>
      {isLocked(name) ? <Input disabled /> : <DayInput />}
    </Form.Item>
  );
  return (
    <Form<CreateSelectionCall>
      className="call-form"
      form={form}
      layout="vertical"
      initialValues={draft.restored ?? initialValues}
      onValuesChange={(_, values) => draft.keep(values)}
      onFinish={(values) => void submit(values)}
    >
      {error !== null && <ProblemAlert error={error} />}
      <Form.Item name="title" label={t("form.title")} rules={required(t("form.title"))}>
        <Input maxLength={256} disabled={isLocked("title")} placeholder={t("form.titleExample")} />
      </Form.Item>
      <Form.Item name="description" label={t("form.description")}>
        <Input.TextArea rows={4} maxLength={5000} showCount disabled={isLocked("description")} />
      </Form.Item>
      <Form.Item name="nominators" label={t("nominators")} rules={required(t("nominators"))}>
        <CheckboxChoice options={kindOptions} disabled={isLocked("nominators")} />
      </Form.Item>
      <fieldset className="plain-fieldset">
        <legend>
          {t("criteria")}{" "}
          <span className={weight === TOTAL_WEIGHT ? "tag tag--success" : "tag tag--warning"}>
            {t("form.weightSum", { sum: weight })}
          </span>
        </legend>
        <Form.List name="criteria">
          {(rows, { add, remove }) => (
            <>
              {rows.map(({ key, name }) => (
                <div key={key} className="call-form__criterion">
                  <Form.Item name={[name, "name"]} rules={required(t("form.criterion"))}>
                    <Input
                      aria-label={t("form.criterion")}
                      placeholder={t("form.criterion")}
                      maxLength={60}
                      disabled={isLocked("criteria")}
                    />
                  </Form.Item>
                  <Form.Item name={[name, "weight"]} rules={required(t("form.weight"))}>
                    <InputNumber
                      aria-label={t("form.weight")}
                      min={1}
                      max={100}
                      precision={0}
                      suffix="%"
                      disabled={isLocked("criteria")}
                    />
                  </Form.Item>
                  <Form.Item name={[name, "hint"]}>
                    <Input
                      aria-label={t("form.criterionHint")}
                      placeholder={t("form.criterionHint")}
                      maxLength={300}
                      disabled={isLocked("criteria")}
                    />
                  </Form.Item>
                  {!isLocked("criteria") && rows.length > 1 && (
                    <Button onClick={() => remove(name)}>{t("app:delete")}</Button>
                  )}
                </div>
              ))}
              {!isLocked("criteria") && rows.length < 12 && (
                <Form.Item>
                  <Button onClick={() => add({ weight: Math.max(1, TOTAL_WEIGHT - weight) })}>
                    {t("form.addCriterion")}
                  </Button>
                </Form.Item>
              )}
            </>
          )}
        </Form.List>
      </fieldset>
      <div className="call-form__dates">
        <Form.Item name="scoreMax" label={t("form.scoreMax")} rules={required(t("form.scoreMax"))}>
          <InputNumber min={1} max={100} precision={0} disabled={isLocked("scoreMax")} />
        </Form.Item>
        {day("nominationsOpenOn")}
        {day("nominationsCloseOn")}
        {day("reviewUntil")}
        <Form.Item
          name="commentDays"
          label={t("commentDays")}
          extra={t("form.commentDaysHint")}
          rules={required(t("commentDays"))}
        >
          <InputNumber min={1} max={60} precision={0} disabled={isLocked("commentDays")} />
        </Form.Item>
        {day("plannedReleaseOn")}
      </div>
      <Button type="primary" htmlType="submit" loading={isSending}>
        {t("app:save")}
      </Button>
    </Form>
  );
}
