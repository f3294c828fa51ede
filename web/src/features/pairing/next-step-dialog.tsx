import { dayOf, type NextStep, type PlanNextStep } from "@market/shared";
import { Form, Input, Modal } from "antd";
import { useTranslation } from "react-i18next";
import { DayInput } from "../../components/day-input.tsx";
import { showFieldErrors } from "../../components/form-problem.ts";
import { ProblemAlert } from "../../components/problem-alert.tsx";
import { useChangeNextStep } from "./pairing-api.ts";

interface NextStepDialogProps {
  id: string;
  nextStep: NextStep | null;
  onClose: () => void;
}

/** Asks what is to be done next and by which day. */
export function NextStepDialog({ id, nextStep, onClose }: NextStepDialogProps) {
  const { t } = useTranslation(["pairing", "app"]);
  const [form] = Form.useForm<PlanNextStep>();
  const plan = useChangeNextStep(id);
  const today = dayOf(new Date());
  const send = async (step: PlanNextStep) => {
    try {
      await plan.mutateAsync(step);
      onClose();
    } catch (error) {
      // What has no field of its own is shown below the form.
      showFieldErrors(form, error as Error);
    }
  };
  return (
    <Modal
      open
      title={t("pipeline.dialog.title")}
      okText={t("pipeline.dialog.save")}
      cancelText={t("app:cancel")}
      confirmLoading={plan.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <p className="muted">{t("pipeline.dialog.hint")}</p>
      <Form<PlanNextStep>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{
          text: nextStep?.text,
          dueOn: nextStep !== null && nextStep.dueOn >= today ? nextStep.dueOn : undefined,
        }}
        onFinish={send}
      >
        <Form.Item
          name="text"
          label={t("pipeline.dialog.text")}
          rules={[{ required: true, whitespace: true, message: t("pipeline.dialog.textMissing") }]}
        >
          <Input maxLength={200} showCount placeholder={t("pipeline.dialog.textPlaceholder")} />
        </Form.Item>
        <Form.Item
          name="dueOn"
          label={t("pipeline.dialog.dueOn")}
          rules={[{ required: true, message: t("pipeline.dialog.dueOnMissing") }]}
        >
          <DayInput from={today} />
        </Form.Item>
      </Form>
      {plan.isError && <ProblemAlert error={plan.error} />}
    </Modal>
  );
}
