import { useQueryClient } from "@tanstack/react-query";
import { Button, Form, Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { useSession } from "../../app/session.ts";
import { showFieldErrors } from "../../components/form-problem.ts";
import { ProblemAlert } from "../../components/problem-alert.tsx";
import { sentState, UnsavedChangesGuard } from "../../components/unsaved-changes-guard.tsx";
import { useFormDraft } from "../../components/use-form-draft.ts";
import { AmountFields } from "./amount-fields.tsx";
import { ClassificationSection } from "./classification-section.tsx";
import { CommitmentSection } from "./commitment-section.tsx";
import {
  type ContractFormValues,
  classificationOf,
  type FieldSources,
  termsOf,
} from "./contract-form-values.ts";
import { ContractSection } from "./contract-section.tsx";
import { standingSources, withoutChanged } from "./field-sources.ts";
import { FormFindings } from "./form-findings.tsx";
import { PartyFields } from "./party-fields.tsx";
import { FieldSourcesContext, RecordField } from "./record-field.tsx";
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
  /** Where the first values come from, if they are proposals. */
  sources?: FieldSources;
  /** What the deal's texts asked and offered. */
  asked?: { budgetFen: number | null; priceFen: number | null };
  arePartiesFixed: boolean;
  /** The contract that is changed, or the pairing that a new one comes from: what the pre-check compares with. */
  origin?: { contract?: string; pairing?: string };
  /** An amendment of a registered contract owes a reason, and cannot move to another service point. */
  isAmendment?: boolean;
  /** The buttons that send the form, the main one first; some need the promise for the contract's truth. */
  intents: readonly { intent: Intent; label: string; needsCommitment?: boolean }[];
  /** Sends the values and gives the path to go on to. */
  send: (values: ContractFormValues, intent: Intent) => Promise<string>;
}

/** A contract as a form: keeps a draft, sends, and shows each refusal at its field. */
export function ContractForm<Intent extends string>(props: ContractFormProps<Intent>) {
  const { draftKey, initialValues, arePartiesFixed, isAmendment = false, intents, send } = props;
  const { sources: proposed = {}, asked, origin = {} } = props;
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
  const [sources, setSources] = useState(() => standingSources(proposed, initialValues, draft.restored));

  const follow = (changed: Partial<ContractFormValues>) => {
    if (changed.field !== undefined) {
      form.setFieldsValue(classificationOf(changed.field, form.getFieldsValue(true)));
    }
    setSources((standing) => withoutChanged(standing, changed));
    setDirty(true);
    draft.keep(form.getFieldsValue(true));
  };
  const isPromised = (needsCommitment: boolean) => {
    if (!needsCommitment || form.getFieldValue("commitment") === true) return true;
    form.setFields([{ name: "commitment", errors: [t("commitment.missing")] }]);
    form.scrollToField("commitment", { block: "center", focus: true });
    return false;
  };
  const isComplete = () =>
    form.validateFields().then(
      () => true,
      ({ errorFields }) => {
        form.scrollToField(errorFields[0].name, { block: "center", focus: true });
        return false;
      },
    );
  const readForm = async () => {
    if (!(await isComplete())) return null;
    const terms = termsOf(form.getFieldsValue(true));
    return { ...terms, ...(origin.pairing !== undefined && { pairing: origin.pairing }) };
  };
  const submit = async (intent: Intent, needsCommitment: boolean) => {
    if (!(await isComplete()) || !isPromised(needsCommitment)) return;
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
    setSources(proposed);
    setRestored(false);
    setDirty(false);
  };

  return (
    <Form<ContractFormValues>
      form={form}
      layout="vertical"
      className="contract-form stack"
      initialValues={{ ...initialValues, ...draft.restored }}
      onValuesChange={follow}
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
      <FieldSourcesContext value={sources}>
        <ContractSection />
        <section className="card">
          <h2>{t("form.howMuch")}</h2>
          <AmountFields {...asked} />
        </section>
        <section className="card">
          <h2>{t("parties")}</h2>
          <div className="contract-parties">
            <PartyFields side="seller" isFixed={arePartiesFixed} />
            <PartyFields side="buyer" isFixed={arePartiesFixed} />
          </div>
          {!isAmendment && (
            <RecordField
              name="servicePoint"
              label={t("servicePoint")}
              help="servicePoint"
              extra={t("form.servicePointHint")}
            >
              <ServicePointSelect />
            </RecordField>
          )}
        </section>
        <ClassificationSection />
      </FieldSourcesContext>
      <FormFindings readForm={readForm} contractId={origin.contract} />
      {intents.some(({ needsCommitment }) => needsCommitment) && <CommitmentSection />}
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
        {intents.map(({ intent, label, needsCommitment = false }, index) => (
          <Button
            key={intent}
            type={index === 0 ? "primary" : "default"}
            loading={sending === intent}
            disabled={sending !== null && sending !== intent}
            onClick={() => void submit(intent, needsCommitment)}
          >
            {label}
          </Button>
        ))}
      </div>
    </Form>
  );
}
