import { App, Button, Form, Input, Modal } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ProblemAlert } from "../../components/problem-alert.tsx";
import { type PublicationKind, usePublicationAct } from "./publication-api.ts";

/** An official takes a text off the market, owing its owner a reason. */
export function TakeDownButton({ kind, id }: { kind: PublicationKind; id: string }) {
  const { t } = useTranslation("publication");
  const { message } = App.useApp();
  const [form] = Form.useForm<{ reason: string }>();
  const [isOpen, setOpen] = useState(false);
  const takeDown = usePublicationAct(kind);

  const submit = ({ reason }: { reason: string }) =>
    takeDown.mutate(
      { act: "withdraw", id, reason },
      {
        onSuccess: () => {
          setOpen(false);
          void message.success(t("done.withdraw"));
        },
      },
    );
  return (
    <>
      <Button danger onClick={() => setOpen(true)}>
        {t("act.takeDown")}
      </Button>
      <Modal
        open={isOpen}
        title={t("act.takeDown")}
        okText={t("act.takeDown")}
        okButtonProps={{ danger: true, loading: takeDown.isPending }}
        onOk={form.submit}
        onCancel={() => setOpen(false)}
      >
        {takeDown.isError && <ProblemAlert error={takeDown.error} />}
        <Form form={form} layout="vertical" onFinish={submit}>
          <Form.Item
            name="reason"
            label={t("takeDownReason")}
            extra={t("takeDownHint")}
            rules={[{ required: true, whitespace: true, message: t("takeDownReasonRequired") }]}
          >
            <Input.TextArea rows={4} maxLength={2000} showCount />
          </Form.Item>
        </Form>
      </Modal>
    </>
  );
}
