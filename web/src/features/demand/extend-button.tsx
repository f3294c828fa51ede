import { type Demand, dayOf, isExtendable, latestExtension } from "@market/shared";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { App, Button, Form, Modal } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { DayInput } from "../../components/day-input.tsx";
import { showFieldErrors } from "../../components/form-problem.ts";
import { ProblemAlert } from "../../components/problem-alert.tsx";
import { extendDemand } from "./demand-api.ts";

/** Gives an expiring demand its one later deadline; nothing while, or since, that is not open to it. */
export function ExtendButton({ demand, size }: { demand: Demand; size?: "small" }) {
  const { t } = useTranslation(["demand", "publication", "app"]);
  const [isAsking, setAsking] = useState(false);
  const standing = { ...demand, isExtended: demand.extendedAt !== null };
  if (!demand.isOwner || !isExtendable(standing, new Date())) return null;
  return (
    <>
      <Button size={size} onClick={() => setAsking(true)}>
        {t("extend.act")}
      </Button>
      {isAsking && <ExtendDialog demand={demand} onClose={() => setAsking(false)} />}
    </>
  );
}

function ExtendDialog({ demand, onClose }: { demand: Demand; onClose: () => void }) {
  const { t } = useTranslation(["demand", "publication", "app"]);
  const { message } = App.useApp();
  const queryClient = useQueryClient();
  const [form] = Form.useForm<{ deadline: string }>();
  const extension = useMutation({
    mutationFn: (deadline: string) => extendDemand(demand.id, { deadline }),
    onSettled: () => void queryClient.invalidateQueries({ queryKey: ["demands"] }),
  });
  const send = async ({ deadline }: { deadline: string }) => {
    try {
      await extension.mutateAsync(deadline);
      void message.success(t("publication:done.extend"));
      onClose();
    } catch (error) {
      showFieldErrors(form, error as Error);
    }
  };
  return (
    <Modal
      open
      title={t("extend.title")}
      okText={t("extend.send")}
      cancelText={t("app:cancel")}
      confirmLoading={extension.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <p>{t("extend.hint", { day: demand.deadline })}</p>
      <Form form={form} layout="vertical" requiredMark={false} onFinish={send}>
        <Form.Item
          name="deadline"
          label={t("extend.deadline")}
          rules={[{ required: true, message: t("extend.missing") }]}
        >
          <DayInput from={dayOf(new Date())} to={latestExtension(demand.deadline)} />
        </Form.Item>
      </Form>
      {extension.isError && <ProblemAlert error={extension.error} />}
    </Modal>
  );
}
