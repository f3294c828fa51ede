import { contractTypes, fields, TITLE_MAX_LENGTH, technologyAreas } from "@market/shared";
import { useQueryClient } from "@tanstack/react-query";
import { Button, Form, Input, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { useSession } from "../../app/session.ts";
import { DayInput } from "../../components/day-input.tsx";
import { showFieldErrors } from "../../components/form-problem.ts";
import { today } from "../../components/instant.ts";
import { ProblemAlert } from "../../components/problem-alert.tsx";
import { sentState, UnsavedChangesGuard } from "../../components/unsaved-changes-guard.tsx";
import { useFormDraft } from "../../components/use-form-draft.ts";
import { useVocabulary } from "../../i18n/use-vocabulary.ts";
import { AmountFields } from "./amount-fields.tsx";
import type { ContractFormValues } from "./contract-form-values.ts";
import { PartyFields } from "./party-fields.tsx";
import { ServicePointSelect } from "./service-point-select.tsx";
import "./contract.css";

/** The api's fields by the form's, where they differ. */
const renamedFields = {
  amountFen: "amount",
  technologyAmountFen: "technologyAmount",
  seller: "seller.organisation",
  buyer: "buyer.organisation",
  "seller.id": "seller.organisation",
  "buyer.id": "buyer.organisation",
};

interface ContractFormProps<Intent extends string> {
  /** Of what is written, so that a draft never lies over other content. */
  draftKey: string;
  initialValues: ContractFormValues;
  arePartiesFixed: boolean;
  /** An amendment of a registered contract owes a reason, and cannot move to another service point. */
  isAmendment?: boolean;
  /** The buttons that send the form, the main one first. */
  intents: readonly { intent: Intent; label: string }[];
  /** Sends the values and gives the path to go on to. */
  send: (values: ContractFormValues, intent: Intent) => Promise<string>;
}

/** A contract as a form: keeps a draft, sends, and shows each refusal at its field. */
export function ContractForm<Intent extends string>(props: ContractFormProps<Intent>) {
  const { draftKey, initialValues, arePartiesFixed, isAmendment = false, intents, send } = props;
  const { t } = useTranslation(["contract", "app"]);
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const person = useSession();
  const [form] = Form.useForm<ContractFormValues>();
  const draft = useFormDraft<ContractFormValues>(`contracts.${draftKey}.${person?.id}`);
  const [isRestored, setRestored] = useState(draft.restored !== null);
  const [isDirty, setDirty] = useState(draft.restored !== null);
  const [sending, setSending] = useState<Intent | null>(null);
  const [problem, setProblem] = useState<Error | null>(null);
  const typeOptions = useVocabulary(contractTypes).options;
  const fieldOptions = useVocabulary(fields).options;
  const areaOptions = useVocabulary(technologyAreas).options;

  const submit = async (intent: Intent) => {
    const isComplete = await form.validateFields().then(
      () => true,
      ({ errorFields }) => {
        form.scrollToField(errorFields[0].name, { block: "center", focus: true });
        return false;
      },
    );
    if (!isComplete) return;
    setSending(intent);
    setProblem(null);
    try {
      const path = await send(form.getFieldsValue(true), intent);
      draft.discard();
      setDirty(false);
      await queryClient.invalidateQueries({ queryKey: ["contracts"] });
      await navigate(path, { state: sentState });
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      if (!showFieldErrors(form, error, renamedFields)) setProblem(error);
    } finally {
      setSending(null);
    }
  };
  const discardDraft = () => {
    draft.discard();
    form.resetFields();
    form.setFieldsValue(initialValues);
    setRestored(false);
    setDirty(false);
  };

  return (
    <Form<ContractFormValues>
      form={form}
      layout="vertical"
      className="contract-form stack"
      initialValues={{ ...initialValues, ...draft.restored }}
      onValuesChange={() => {
        setDirty(true);
        draft.keep(form.getFieldsValue(true));
      }}
    >
      <UnsavedChangesGuard when={isDirty} />
      {isRestored && (
        <div className="alert alert--info row" role="status">
          <span>{t("app:draft.restored")}</span>
          <Button size="small" onClick={discardDraft}>
            {t("app:draft.discard")}
          </Button>
        </div>
      )}
      <section className="card">
        <h2>{t("form.what")}</h2>
        <Form.Item
          name="title"
          label={t("title")}
          extra={t("form.titleHint")}
          rules={[{ required: true, whitespace: true, message: t("form.titleMissing") }]}
        >
          <Input maxLength={TITLE_MAX_LENGTH} showCount />
        </Form.Item>
        <div className="contract-columns">
          <Form.Item
            name="type"
            label={t("type")}
            rules={[{ required: true, message: t("form.typeMissing") }]}
          >
            <Select options={typeOptions} />
          </Form.Item>
          <Form.Item
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
          </Form.Item>
          <Form.Item
            name="field"
            label={t("field")}
            rules={[{ required: true, message: t("form.fieldMissing") }]}
          >
            <Select options={fieldOptions} showSearch={{ optionFilterProp: "label" }} />
          </Form.Item>
          <Form.Item name="techArea" label={t("techArea")} extra={t("form.techAreaHint")}>
            <Select
              options={areaOptions}
              allowClear={!isAmendment}
              showSearch={{ optionFilterProp: "label" }}
            />
          </Form.Item>
        </div>
      </section>
      <section className="card">
        <h2>{t("form.howMuch")}</h2>
        <AmountFields />
      </section>
      <section className="card">
        <h2>{t("parties")}</h2>
        <div className="contract-parties">
          <PartyFields side="seller" isFixed={arePartiesFixed} />
          <PartyFields side="buyer" isFixed={arePartiesFixed} />
        </div>
        {!isAmendment && (
          <Form.Item name="servicePoint" label={t("servicePoint")} extra={t("form.servicePointHint")}>
            <ServicePointSelect />
          </Form.Item>
        )}
      </section>
      {isAmendment && (
        <section className="card">
          <h2>{t("form.why")}</h2>
          <Form.Item
            name="reason"
            label={t("form.reason")}
            extra={t("form.reasonHint")}
            rules={[{ required: true, whitespace: true, message: t("dialog.sentenceMissing") }]}
          >
            <Input.TextArea maxLength={2000} autoSize={{ minRows: 2, maxRows: 8 }} />
          </Form.Item>
        </section>
      )}
      {problem !== null && <ProblemAlert error={problem} />}
      <div className="row">
        {intents.map(({ intent, label }, index) => (
          <Button
            key={intent}
            type={index === 0 ? "primary" : "default"}
            loading={sending === intent}
            disabled={sending !== null && sending !== intent}
            onClick={() => void submit(intent)}
          >
            {label}
          </Button>
        ))}
      </div>
    </Form>
  );
}
