import type { MatchingOverview } from "@market/shared";
import { App, Checkbox, Modal } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ProblemAlert } from "../../components/problem-alert.tsx";
import { useAdoptWeights } from "./matching-api.ts";

interface AdoptDialogProps {
  version: string;
  matching: MatchingOverview;
  onClose: () => void;
}

/** Asks before other weights come into force, and whether they are to stay whatever is learnt. */
export function AdoptDialog({ version, matching, onClose }: AdoptDialogProps) {
  const { t } = useTranslation(["matching", "app"]);
  const { message } = App.useApp();
  const adopt = useAdoptWeights();
  const isInForce = version === matching.weightsVersion;
  const [pin, setPin] = useState(isInForce ? matching.isPinned : true);
  return (
    <Modal
      open
      title={isInForce ? t("adopt.titleInForce", { version }) : t("adopt.title", { version })}
      okText={t("app:confirm")}
      confirmLoading={adopt.isPending}
      onOk={() =>
        adopt.mutate(
          { version, generation: matching.generation, pin },
          {
            onSuccess: () => {
              void message.success(t("adopt.done", { version }));
              onClose();
            },
          },
        )
      }
      onCancel={onClose}
    >
      {adopt.isError && <ProblemAlert error={adopt.error} />}
      {!isInForce && <p>{t("adopt.consequence")}</p>}
      <Checkbox checked={pin} onChange={({ target }) => setPin(target.checked)}>
        {t("adopt.pin")}
      </Checkbox>
    </Modal>
  );
}
